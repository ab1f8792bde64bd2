import type { Pack } from '../grammar.ts';

/** Held-out grammar, English: how talks begin and end, and the lines of agents and bot. */
export const talk: Omit<Pack, 'topics'> = {
  hello: { warm: ['Dear all,', 'Good day to you,', 'Greetings from the hills,', 'Hey there!'], plain: ['Dear Sir or Madam,', 'Hello Brannholt,', 'Good day,'], cold: ['Attention complaints,', 'You again.', 'So.'] },
  bye: { warm: ['Thanking you kindly,', 'With best wishes,', 'Take care,', 'Thanks in advance, you are great,'], plain: ['Sincerely,', 'Yours,', 'Thanks,'], cold: ['Not amused,', 'Awaiting your reaction,', 'Yours, for the last time,'] },
  aside: ['Apart from that I have no objections.', 'I rarely complain.', 'For what it is worth.', 'I have been with you since the first shop.', 'Typed with cold fingers.', '<complaint>It used to run smoother.', 'Do not take it personally.', 'It is raining here, by the way.'],
  customer: {
    order: ['Order number: {order}.', 'That would be {order}.', 'I have it here, {order}.', 'One second, {order}.'],
    retell: ['This was all in my talk with your assistant. {story}', 'Honestly, once more? {story}', 'Your robot knows it already. {story}', 'Well then, here we go again. {story}'],
    chase: ['<fine>Is there any progress?', 'No reply to my message of {weekday}, hence this one.', 'It is me again, nothing has happened.', '<fine>A reminder regarding {order}.', 'Nobody got back to me.'],
    thanks: ['Wonderful, much appreciated.', 'That was quick, thank you.', 'You have been a great help.', 'Super, bye!'],
    coldThanks: ['If you say so.', 'All right then.', 'Noted.', 'I remain sceptical.'],
    yes: ['That is correct.', 'Indeed.', 'Right.', 'Yes, precisely.'],
  },
  agent: {
    greet: ['Welcome to Brannholt, {agent} speaking.', 'Hello, you have reached {agent} at Brannholt.', 'This is {agent}, sorry for the wait.'],
    askOrder: ['Do you have the number of the order at hand?', 'What is your order reference?', 'Which order are we talking about?'],
    askStory: ['Would you walk me through it?', 'How can I be of service, what is wrong?', 'Let us begin at the start, what happened?'],
    readBack: ['Your chat with our assistant is on my screen: order {order}, so no need to start over.', 'I have read what you told us before, let us go on from there.'],
    sorry: ['My apologies for the trouble.', 'That must be frustrating, I am sorry.', 'I regret that very much.'],
    fix: ['It is settled, I changed it in the system.', 'A new one leaves today.', 'I have taken care of it, you will see it in your account.'],
    updateBy: ['Expect a message from me until {due}.', 'Until {due} you will know more, I give you my word.', 'I shall write to you before {due}.'],
    refundBy: ['You will have the amount by {due}.', 'We transfer it no later than {due}.'],
    outForDelivery: ['According to my screen it went out for delivery this morning.', 'It is in the van, out for delivery.'],
    answer: ['For that purpose it is a sound choice.', 'Take the bigger one, the cut is slim.', 'Comfortable down to eight below zero, I would say.', 'Sixty days, any branch, no charge.', 'A new batch should land within a month.'],
    bye: ['Is there something else?', 'All the best to you.', 'Thanks for your call.'],
    handOff: ['Another department has to look at that, I forward you.', 'One moment, I pass you on.'],
  },
  bot: {
    greet: ['Good day, I am Pip and I answer for Brannholt. How may I help?', 'Pip speaking, your digital helper. Tell me.'],
    answer: ['Perhaps this helps: send goods back within 60 days, labels wait in your profile.', 'The state of each order is shown in your profile.', 'Have you seen our measuring guide?'],
    unclear: ['I am afraid that went over my head. Other words, please?', 'That was too hard for me, try again?'],
    handOver: ['I fetch a person for you and give them my notes.', 'A colleague takes over now, with everything you wrote.'],
  },
  added: {
    lead: ['Let me begin with the facts.', 'My purchase was in [January|early summer].', '[For context:|Background:] I hike [most weekends|twice a year].', 'The reference is {order}.', 'Somebody in {shop} gave me this address.', '[My partner|My father] asked me to get in touch.', 'First message to you ever.', 'We are a family of five from {town}.', 'It regards my {product}.', 'Excuse my English.'],
    named: ['Consider this a formal complaint.', 'I hereby complain.', 'Register my complaint, please.', 'There, that is my complaint.'],
    churn: ['From today I shop with [Torvild|somebody else].<churn>', 'You will not see me again.<churn>', 'My next boots are bought across the road.<churn>'],
    legal: ['I am handing this to [a solicitor|my legal insurance].<legal>', 'The [consumer council|trading authority] shall hear about it.<legal>', 'If need be we meet before a judge.<legal>'],
    urgent: ['It cannot wait, [the tour starts|we depart] in the morning.<urgent>', 'Ring me [this afternoon|within the hour].<urgent>', 'Somebody has to act right now.<urgent>'],
  },
};
