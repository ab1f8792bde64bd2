import type { Pack } from '../grammar.ts';

/** Held-out grammar, English: choosing, paying, praising, wishing. */
export const brandTopics: Pack['topics'] = {
  invoice: {
    calm: ['There was no bill in the parcel {order}, may I have one?', 'Our accounts department wants a proper VAT document for {order}.', '<complaint>The total on your paperwork differs from what left my account.'],
    angry: ['Why is it impossible to get a bill out of you?!'],
    more: ['The tax office will not wait.', 'I claim it back from my club.'],
    ask: ['An electronic copy will do.', 'Which menu is it under?'],
  },
  'product-question': {
    calm: ['Could somebody with experience tell me whether the {product} suits [kayaking|a Norwegian winter|a sweaty walker]?', 'Which of the two, {product} or the one before it, lasts longer?', 'I am torn between sizes in the {product}, chest 104 cm.', 'Does anything change if I tumble-dry the {product}?', 'What does the {product} weigh on your scales?'],
    more: ['The description is silent about it.', 'Mostly day trips, some nights out.', 'My hips are wide, my waist is not.'],
    ask: ['Advice would be welcome.', 'I would buy straight away.', 'A yes or no is enough.'],
  },
  'return-how': {
    calm: ['What are the steps to give the {product} back?', 'Please mail me a return sticker for {order}.', 'May I hand it in over the counter in {shop}?'],
    angry: ['Sending things back to you is a full-time job!'],
    more: ['It has never been worn.', 'The carton has gone to recycling.'],
    ask: ['Who pays the postage?', 'Until which date is that possible?'],
  },
  'account-login': {
    calm: ['<complaint>My password is refused and the recovery link goes nowhere.', 'Two profiles carry my name, please make them one.', '<complaint>With my new address I no longer see what I bought.'],
    angry: ['Your site has thrown me out for good, it seems. Fix my access!'],
    more: ['Nothing in junk mail.', 'I tried three browsers.'],
    ask: ['Would you set a new password for me?'],
  },
  'cancel-subscription': {
    calm: ['Kindly terminate my [service plan|care contract|paid membership].', 'I am not going to renew the plan, [we have a baby now|my knees are done].', 'End my test period, please, I will not carry on.'],
    angry: ['Terminate everything and take my card off file, today!'],
    more: ['<complaint>It turned out dearer than advertised.', 'It is no longer of use to me.', '<complaint>My last experience decided it.'],
    ask: ['I want written proof.', 'Is there a form?'],
  },
  'staff-praise': {
    calm: ['Whoever hired {agent}: well done, [such calm, such knowledge|my problem was gone in no time].', 'Could you pass my compliments to {agent}?', 'Spoke to {agent} today, a true professional with a warm voice.', '{agent} made an exception for me and I will not forget it.'],
    more: ['People like that are your capital.', 'I hung up smiling.', 'Tell the boss.'],
  },
  'product-praise': {
    calm: ['Three winters on, the {product} is still my first choice.', 'The {product} is a [dream|joy to wear], [snug, quiet, tough|no rubbing at all].', 'I took the {product} across Iceland and it did not let me down once.', 'Hats off to whoever designed the {product}.<people>', 'Five stars are too few for the {product}.'],
    more: ['Even the kids asked for one.', 'Not a loose thread anywhere.', 'The fit is spot on for tall people.', 'Hand wash, hang, done.'],
  },
  'repair-idea': {
    calm: ['Have you considered a [hire scheme|second-hand corner] for {product}s?', 'A sewing corner in {shop} where one mends the {product} together, would that not be something?', 'Please offer the {product} with an extra-long back.', 'Suggestion: let us trade in our worn gear for a voucher.'],
    more: ['It would spare a lot of waste.', 'I would be your first customer for it.'],
    ask: ['Pass it on to the designers.', 'What do you think?'],
  },
  price: {
    calm: ['The {product} has become dear, {price} is beyond my budget.', 'For that sum I get two comparable ones across the street.', 'Why does the {product} cost so much more than in spring?'],
    angry: ['Greedy! {price} for a bit of cloth!'],
    more: ['My pension has not grown.', 'And then postage as well.'],
    ask: ['Any discount for loyal buyers?', 'Should I wait for the clearance?'],
  },
  'back-in-stock': {
    calm: ['Is a new batch of the {product} planned, in [small|extra large|size 40]?', 'I have my heart set on the {product} in [olive|brick red], sadly unavailable.'],
    more: ['Even a display piece would be fine.', 'I look at the page every evening.'],
    ask: ['Drop me a line once it arrives.', 'Can one reserve it?'],
  },
  'packaging-waste': {
    calm: ['The carton for my {product} could have housed a dog, mostly air and foil.', 'Must each item have its own polybag? It spoils the pleasure.'],
    angry: ['Mountains of wrapping for a tiny {product}. Hypocrites!'],
    more: ['Our bin is full for the week.'],
    ask: ['Try paper.'],
  },
  'delivery-praise': {
    calm: ['Faster than my own shopping trip, the {product} stood at the door in no time.', 'Delivered a day early by a cheerful courier, thank you.<people>'],
    more: ['Exemplary.', 'Wrapped with love, too.'],
  },
  'buy-more': {
    calm: ['The {product} convinced me, so tell me: which [layer|shoes|hat] would complete it?', 'Our club of eight needs equipment and after my {product} I suggested you.', 'I would happily take another {product} plus whatever suits it for [Patagonia|the kids].'],
    more: ['Quality before price.', 'We start in May.'],
    ask: ['Make me an offer.', 'Is there a bundle?'],
  },
};
