import type { Pack } from '../grammar.ts';

/** Open grammar, English: greetings, asides, and what agents and the bot say. */
export const talk: Omit<Pack, 'topics'> = {
  hello: { warm: ['Hi there,', 'Hello dear team,', 'Good [morning|evening],', 'Hi [folks|all]!'], plain: ['Hello,', 'Hi,', 'Dear Brannholt team,', 'To whom it may concern,'], cold: ['Hello.', 'Brannholt,', 'Customer service,'] },
  bye: { warm: ['Many thanks and [have a good week|all the best],', 'Thanks a lot,', 'Cheers,', 'Warm regards,'], plain: ['Regards,', 'Best,', 'Kind regards,', 'Thank you,'], cold: ['I expect an answer.', 'Regards', 'Waiting.', 'Do something.'] },
  aside: ['Otherwise [all good|no remarks].', 'I am not usually one to write.', 'Just saying.', 'First time that [I order from you|this happens].', 'Sent from the train.', '<complaint>You used to be better at this.', 'I know you are busy.', 'The weather does not help either.'],
  customer: {
    order: ['It is {order}.', 'The number is {order}.', 'Sure, {order}.', 'Let me look... {order}.'],
    retell: ['I already told [the bot|your chat] all of this: {story}', 'Again? I typed the whole thing ten minutes ago. {story}', 'Do you not have that in front of you? {story}', 'Fine, from the beginning. {story}'],
    chase: ['Any news? I am still waiting.', 'I wrote [on {weekday}|{days} days ago] and heard nothing since.', 'As I told your colleague, it is still not solved.', '<fine>Following up once more on my message about order {order}.', 'You said I would hear from you. I did not.'],
    thanks: ['Great, thank you!', 'Perfect, thanks [so much|for your help].', 'Lovely, that helps.', 'Thanks, have a nice day!'],
    coldThanks: ['Okay.', 'We will see.', 'Hm, fine.', 'I will believe it when I see it.'],
    yes: ['Yes, that is right.', 'Yes.', 'Exactly.', 'Correct, that one.'],
  },
  agent: {
    greet: ['Brannholt, you are speaking to {agent}, how can I help?', 'Good [morning|afternoon], {agent} here, what can I do for you?', 'Thanks for holding, my name is {agent}.'],
    askOrder: ['Could you give me your order number, please?', 'May I have the order number?', 'And which order is it about?'],
    askStory: ['Can you tell me what happened, from the start?', 'What seems to be the problem?', 'Please describe the issue to me.'],
    readBack: ['I can see what you [wrote to our assistant|told my colleague]: it is about order {order}, [right|correct]?', 'I have your conversation here, you do not need to repeat it.'],
    sorry: ['I am sorry about that.', 'Oh no, that should not have happened.', 'I understand, that is annoying.'],
    fix: ['I have [arranged that|put it right] for you just now.', 'Done, you will get a confirmation by mail.', 'I have sent a replacement on its way.'],
    updateBy: ['You will hear from us by {due}.', 'I will get back to you by {due}, promised.', 'We will let you know by {due} at the latest.'],
    refundBy: ['The money will be back on your account by {due}.', 'Your refund goes out by {due}.'],
    outForDelivery: ['Good news, it is out for delivery.', 'I see it here, the parcel is out for delivery.'],
    answer: ['Yes, that works fine for what you have in mind.', 'I would go for one size up.', 'It is made for temperatures down to about minus eight.', 'You can return it within 60 days in any shop.', 'We expect it back in [two|three] weeks.'],
    bye: ['Anything else I can do?', 'Have a good day.', 'Thank you for calling Brannholt.'],
    handOff: ['I will put you through to a colleague.', 'My colleagues on the phone can do more here, one moment.'],
  },
  bot: {
    greet: ['Hi, I am Pip, the Brannholt assistant. What is it about?', 'Hello! Pip here. Ask me anything about orders, sizes or returns.'],
    answer: ['Here is what I found: returns are free within 60 days, the label is in your account.', 'You can follow your order under "My orders".', 'Our size guide might help with that.'],
    unclear: ['Sorry, I did not get that. Could you say it differently?', 'Hm, I am not sure what you mean.'],
    handOver: ['This is one for a human. I am connecting you now and pass on what you told me.', 'Let me get a colleague, they will see our chat.'],
  },
  added: {
    lead: ['I [ordered|bought something] from you [in spring|last month|two weeks ago].', 'It is about order {order}.', '[I|We] live in {town}, in case that matters.', 'My [sister|colleague|neighbour] told me to write to you.', 'This concerns the {product}.', '[I hope|Hopefully] this is the right address.', 'I have been a [regular|quiet] customer [for years|since 2015].', 'I am writing [on behalf of my mother|for my son|for our hiking club].', 'I tried the phone first.', 'Just back from [a week in the hills|the coast].'],
    named: ['[Please take this as|This is] a complaint.', 'I want to complain about that.', 'Where do I send a complaint to?', 'So I am complaining, for once.'],
    churn: ['[I will buy my gear elsewhere from now on.|The next one comes from Torvild.]<churn>', 'You have [lost a customer|lost us].<churn>', 'That was my last order with you.<churn>'],
    legal: ['[My lawyer|A lawyer] will [write to you|be in touch].<legal>', 'Otherwise I go to [consumer protection|the ombudsman].<legal>', 'I know my rights and I will go to court if I have to.<legal>'],
    urgent: ['I need [an answer|help] today.<urgent>', 'It is urgent, we [leave|set off] tomorrow.<urgent>', 'Please call me at once.<urgent>'],
  },
};
