import type { Pack } from '../grammar.ts';

/** Open grammar, English: before the order, money, praise and ideas. */
export const brandTopics: Pack['topics'] = {
  invoice: {
    calm: ['Could you send me the invoice for order {order}?', 'I need a receipt with [the company name|VAT shown] for the {product}.', '<complaint>I paid [by card|by transfer] but the invoice shows [the wrong address|a different amount].'],
    angry: ['I have asked for one simple invoice [three times|for {days} days]!'],
    more: ['Our bookkeeper closes the month on {weekday}.', 'It is for my employer.'],
    ask: ['A PDF by mail would be perfect.', 'Can I download it somewhere?'],
  },
  'product-question': {
    calm: ['[Do you think|Would you say that] the {product} [will do|does the job] for [Scotland in November|a week in the Dolomites|daily bike commuting]?', 'What is the difference between the {product} and last year\'s model?', 'Does the {product} [come in a long version|fit over a climbing harness|pack into its own pocket]?', 'How heavy is the {product} in size [M|L|S]?', 'Can I wash the {product} at 40 degrees?'],
    more: ['I am [187 tall and rather thin|between two sizes].', 'I could not find it in the description.', 'We walk in any weather.'],
    ask: ['What would you recommend?', 'If yes I would order today.', 'Thank you for a short answer.'],
  },
  'return-how': {
    calm: ['How do I send the {product} back?', 'Where do I find the return label for order {order}?', 'Can I return an online order in the {shop} shop?'],
    angry: ['There is no label in the box and your return page is a maze!'],
    more: ['I do not have a printer.', 'The tags are still on.'],
    ask: ['Is it free?', 'How long do I have?'],
  },
  'account-login': {
    calm: ['<complaint>I cannot log in, [the reset mail never arrives|it says unknown user].', '<complaint>I changed my e-mail and now [my orders are gone|I have two accounts].', 'Please merge my accounts, [I seem to exist twice|one is under my old address].'],
    angry: ['Locked out of my own account for {days} days!'],
    more: ['I checked the spam folder.', 'Browser and phone, both the same.'],
    ask: ['Can you reset it by hand?'],
  },
  'cancel-subscription': {
    calm: ['I would like to cancel [my care plan|the gear subscription|my membership] [at the end of the month|as of now].', 'Please stop the {product} care plan, [I hardly use it|we are moving away].', 'How do I end the trial before it turns into a subscription?'],
    angry: ['Cancel my subscription. Now. [I have written twice.|And stop charging me.]'],
    more: ['<complaint>The price went up and nobody told me.', 'I do not go out as much as I used to.', '<complaint>After the mess with my last order I have lost interest.'],
    ask: ['Please confirm in writing.', 'What do I have to do?'],
  },
  'staff-praise': {
    calm: ['{agent} was [wonderful|so patient|a gem], [sorted everything in five minutes|stayed on the line until it was solved].', 'Please say thank you to {agent} for [the quick help|going the extra mile].', 'I have rarely met somebody as [kind|competent] as {agent}.', 'Big thanks to {agent}, [who remembered me|who called back exactly when promised].'],
    more: ['That is why I keep coming back.', 'Give that person a raise.', 'It made my day.'],
  },
  'product-praise': {
    calm: ['[Love|Absolutely love] my {product}, [warm, light, done|it goes everywhere with me].', 'The {product} [survived a week of rain in Skye|has done 600 km now] and still looks new.', 'Best {product} I have owned[.|, and I have owned a few.]', 'The {product} [fits like a glove|is worth every cent].', 'Very happy with the {product}, [great colour too|my wife wants one as well].'],
    more: ['Washes well.', 'The pockets are exactly where they should be.', 'Colour is a bit darker than on the picture, I like it.', 'Bought a second one for my sister.'],
  },
  'repair-idea': {
    calm: ['You should [rent out|lend] tents and [packs|sleeping bags] for a weekend.', 'Why not repair old {product}s in the shops? [I would pay for that|Others do it].', 'Idea: make the Kaia overall [in bigger sizes|with straps that grow along].', 'Would be great if the {product} came with [spare parts|a repair patch] in the box.'],
    more: ['Throwing it away feels wrong.', 'My friends say the same.'],
    ask: ['Just a thought.', 'Who can I talk to about that?'],
  },
  price: {
    calm: ['{price} for a {product} is [a bit steep|more than I want to pay], it was cheaper last year.', 'I found a similar {product} elsewhere for a third less.', 'Your prices [went up again|are getting out of hand].'],
    angry: ['{price}?? For THAT? You must be joking!'],
    more: ['I have been a customer for ten years.', 'Shipping comes on top.'],
    ask: ['Is there a sale coming?', 'Can you match the price?'],
  },
  'back-in-stock': {
    calm: ['When will the {product} be back in size [M|L|42|38]?', 'The {product} in [moss green|rust|slate] is sold out everywhere, I would take it at once.'],
    more: ['I have been looking for weeks.', 'I can pick it up in {shop} too.'],
    ask: ['Please tell me when it is there.', 'Can you put one aside?'],
  },
  'packaging-waste': {
    calm: ['One pair of socks in a box the size of a microwave, [full of paper|wrapped in plastic].', 'So much packaging for one {product}, [that does not fit your brand|please use less].'],
    angry: ['Three plastic bags for ONE {product}. And you print trees on your boxes!'],
    more: ['I thought you were the green ones.'],
    ask: ['Could you use smaller boxes?'],
  },
  'delivery-praise': {
    calm: ['Ordered on {weekday}, here [the next day|two days later]. [Brilliant.|Wow.]', 'Super quick delivery and [<people>the driver was lovely|nicely packed].'],
    more: ['Keep it up.', 'Even the box was small.'],
  },
  'buy-more': {
    calm: ['Now that I have the {product} I [want|am looking for] the matching [trousers|gloves|pack], what goes with it?', 'We are [planning a long trip|kitting out the whole family] and need [more of your things|another two sets].', 'So pleased with the {product} that I would [order a second|get the whole range] [if it came in blue|next month].'],
    more: ['Budget is not the main thing.', 'It is for a trek in spring.'],
    ask: ['What would you add?', 'Do you do sets?'],
  },
};
