import type { Pack } from '../grammar.ts';

/** Held-out grammar, English: trouble with what was bought. Shares no sentence with the open one. */
export const serviceTopics: Pack['topics'] = {
  'parcel-late': {
    calm: ['Has {order} been shipped at all? [Status has not changed in {days} days|Nothing has turned up so far].', 'Delivery of the {product} was announced for {weekday}, [my doorstep disagrees|no sign of it].', 'I keep refreshing the tracking link, [no movement whatsoever|same line for {days} days].', '{days} days over the delivery date and counting, order {order}.', 'Do you happen to know what became of my {product}? It ought to have come last {weekday}.'],
    angry: ['{order}: STILL not delivered. [How long do you people need?|I have had enough.]', 'Next day delivery, my foot! {days} days and [not a word|zero parcels].', 'Stop telling me it is "on its way". [It is not.|Nothing is on its way!]', 'I have chased this more often than I have chased the bus. Sort it out!'],
    more: ['Our flight leaves on {weekday} morning.<urgent>', 'It is meant for my daughter\'s school trip.', 'The man from {carrier} has no record of it.', 'Someone wrote me that it had left, which cannot be.', 'I arranged to be at home twice.'],
    ask: ['Where exactly is the parcel at this moment?', 'Give me the honest delivery day, please.', 'Could a human look into it?', 'Shall I cancel and buy it in {shop}?'],
  },
  'parcel-damaged': {
    calm: ['One corner of the package was caved in and the {product} [shows it|is dented].', 'My delivery had been [opened and taped again|left in a puddle], the {product} is not usable like that.', 'Sad unboxing: {product} with a [crack|tear|big stain].'],
    angry: ['Your courier chucked it over the gate and now the {product} is wrecked!', 'Who packs {price} worth of gear in a paper bag? Everything smashed!'],
    more: ['Pictures are attached.', 'I refused to sign for it.'],
    ask: ['What happens now, do I post it back?', 'I would like a fresh one.'],
  },
  'wrong-item': {
    calm: ['Instead of the {product} there was [a child\'s hat|a stove] inside.', 'My order is incomplete, the {product} [was not packed|is listed but absent].', 'I asked for slate and received orange, {product}, order {order}.'],
    angry: ['Is anyone awake in your warehouse? That is NOT what I bought!', 'Second mix-up in a month. Learn to read an order!'],
    more: ['The barcode on the bag says something else as well.', 'Perhaps two boxes got swapped.'],
    ask: ['How can I exchange that quickly?', 'Let me have the correct one before we set off.'],
  },
  'size-small': {
    calm: ['A 43 in the {product} feels like a 42.', 'Your {product} pinches [at the heel|around the shoulders], though I followed the measuring guide.', 'For anyone with [broad feet|long arms] the {product} is cut too narrow.'],
    angry: ['I am sick of guessing sizes with you. {product} does not fit, AGAIN!', 'XL? On which planet is the {product} an XL?'],
    more: ['Same label, two different lengths.', 'I tried it over thin stockings only.', 'Everyone in the reviews says so.'],
    ask: ['Would a larger one be in stock?', 'Please advise on the number.'],
  },
  'not-warm': {
    calm: ['The poster said it keeps warm at −20, yet the {product} [left me chattering|was not enough] at minus four.', 'Nice cut, no warmth: my {product} gave up at [-7|-5], far from the −20 in your campaign.', 'I trusted the −20 figure when I chose the {product}. On a frosty morning I was chilled through.'],
    angry: ['−20?! I could not feel my arms at −5! Take that claim down!', 'Minus twenty my backside. The {product} is a raincoat with a marketing budget!'],
    more: ['My companion in an old coat was fine.', 'It was dry and windless.', 'There is hardly any filling in the sleeves.'],
    ask: ['It goes back, unless you have a better idea.', 'Is that number tested at all?'],
  },
  'zip-broken': {
    calm: ['Not even [a month|three weeks] old, and the {product} fastener [has given way|will not slide].', 'On my {product} the puller came away in my hand.', 'The leg zip of the {product} gapes, the teeth do not meet any longer.'],
    angry: ['Trousers open to the knee on a windy col, cheers for the cheap zips!', 'Broken fastener on brand new {product}. {price}! Shame on you!'],
    more: ['I treat my clothes gently.', 'It began with a click and then nothing held.', 'Two of our walking group have it too.'],
    ask: ['Will you mend it under warranty?', 'Are the zips from a new supplier?', 'I would rather have a working pair.'],
  },
  leaks: {
    calm: ['Rain goes straight through the {product} at the [cuffs|hood seam|back].', 'Since last autumn my {product} drinks water instead of shedding it.', 'I got home damp underneath the {product}, it was a light shower.'],
    angry: ['Might as well wear a newspaper as this {product}, drenched within minutes!', 'Your membrane is a myth. I was swimming in my {product}!'],
    more: ['I re-proofed it in spring.', 'The previous version never did that.'],
    ask: ['Do I have a claim?', 'What do you suggest?'],
  },
  'refund-slow': {
    calm: ['The {product} went back ages ago, {days} days to be exact, and the credit [is missing|never came].', 'Your mail confirms the return of {order}, my bank confirms nothing.', 'I am out of pocket by {price} since the return, please check.'],
    angry: ['Give me back my {price}, this is close to theft!', '{days} days for pressing one button? I want my money!'],
    more: ['Support told me to be patient, I was.', 'I need it to pay for the replacement.', 'The parcel slip shows it was signed for.'],
    ask: ['Which day will the payment go out?', 'Kindly send me a proof.'],
  },
  'explain-again': {
    calm: ['Everything is in the earlier conversation, yet I am asked from scratch.', 'Sorry, but I [dictated|described] all that to somebody else moments ago.', 'Third person, same three questions.'],
    angry: ['Are your systems not connected?! I will not repeat myself!', 'I talk, nobody listens, next one asks. Ridiculous!'],
    more: ['Your leaflet claims the opposite.', 'Ask once, was that not the slogan?'],
    ask: ['Could you open the notes first?', 'Who is in charge of my case?'],
  },
  'store-visit': {
    calm: ['Came to {shop} on a Saturday and could not find anybody to serve me.', 'In the {shop} branch the queue went round the tent display, [two tills closed|one cashier].'],
    angry: ['The assistant in {shop} rolled her eyes at my question. Disgraceful!', 'Drove an hour to {shop} for an item "in stock". It was not!'],
    more: ['I left my basket and walked out.', 'Labels and prices did not agree either.'],
    ask: ['Please talk to the branch manager.'],
  },
  'app-crash': {
    calm: ['After I updated, your app quits [on start|at check-out].', 'Scanning my card makes the whole app hang.'],
    angry: ['Did anybody test this release? It dies every single time I tap on pay!', 'One star for an app that cannot stay open!'],
    more: ['Other apps run without trouble.', 'I cleared the cache, no change.', 'Tablet and phone behave alike.'],
    ask: ['When is the next version due?', 'Can I get the old one back?'],
  },
  'stove-gas': {
    calm: ['A faint smell of gas hangs around my {product}, [lit or unlit|although it stands idle].', 'Soap water on the {product} joint [bubbles like mad|foams], so it is not tight.', 'During the night the whole cartridge [emptied itself|went flat], the {product} was off.', 'Since I opened the box of the {product} the kitchen reeks of gas.'],
    angry: ['Your {product} nearly set my sleeping bag alight! Get it off the shelves!', 'I could have been killed! Gas pours out of the {product} like water from a tap!'],
    more: ['Printed underneath: RS-2207.', 'A rubber ring hangs out at the side.', 'My walking partner has the same trouble with hers.', 'We put it outside the hut.'],
    ask: ['Should everyone be warned?', 'Is it safe to go on cooking with it?', 'Where do I hand it in?'],
  },
};
