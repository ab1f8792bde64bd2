import type { Pack } from '../grammar.ts';

/** Open grammar, English: what goes wrong after the order. */
export const serviceTopics: Pack['topics'] = {
  'parcel-late': {
    calm: ['My parcel for order {order} [was due on {weekday}|should have been here {days} days ago] and [nothing has come|I have not seen a trace of it].', 'I am still waiting for my {product}, [it was meant to arrive last {weekday}|it is now {days} days overdue].', 'The tracking page [has not moved for {days} days|says "label created" and nothing else].', 'It has been {days} days since I ordered and [the box is nowhere|the {product} is not here].', '[Quick one|Sorry to bother you], [where is|any idea where] my parcel [is|might be]? It is {days} days late.'],
    angry: ['{days} days late and [nobody can tell me where my parcel is|all I get is silence]!', 'This is the [second|third|fourth] time I ask: WHERE is order {order}?', 'You [promised|swore] {weekday}. It is not here. [Again.|What is going on over there?|Unbelievable.]', 'I took a day off for {carrier} and [nobody came|the van never showed up]. [Great job.|Thanks for nothing.]'],
    more: ['<urgent>We leave for the hut on {weekday} and I need it in my rucksack.', 'It was a birthday present, [the birthday is over|so that went well].', '{carrier} says [they never got it from you|it is still at your warehouse].', 'The mail said it was on its way, the tracking says otherwise.', 'My neighbour ordered after me and [has hers already|got his yesterday].'],
    ask: ['Can you [tell me|find out] where it really is?', 'When will it [actually|really] get here?', 'Please [check with the warehouse|have a look] and let me know today.<urgent>', 'Just give me a date I can [trust|plan with].'],
  },
  'parcel-damaged': {
    calm: ['The box arrived [crushed on one side|soaked through|ripped open] and the {product} [has a scratch|is stained|got wet].', 'Order {order} came today, but [the carton had a hole in it|the parcel looked like it fell off a lorry].', 'Unfortunately my {product} was damaged [on the way|in transit].'],
    angry: ['What did {carrier} do, play football with it? The {product} is [ruined|in pieces]!', 'Box destroyed, {product} [torn|broken]. {price} down the drain!'],
    more: ['I took photos [before opening|right at the door].', 'The driver [just shrugged|was gone before I could say anything].'],
    ask: ['Could you send a [replacement|new one]?', 'How do we [sort this out|proceed]?'],
  },
  'wrong-item': {
    calm: ['I ordered a {product} and [got somebody else\'s order|found a pair of socks in the box].', 'You sent the [wrong colour|wrong size|ladies\' version] of the {product}.', 'There is [an item missing|only one of the two things I paid for] in order {order}.'],
    angry: ['How hard can it be to put the right {product} in a box?!', 'Wrong item AGAIN. Does anybody look at the label before it leaves?'],
    more: ['The packing slip is right, the content is not.', 'The name on the invoice inside is not mine, by the way.'],
    ask: ['Can I swap it [in a shop|by post]?', 'Please send the right one [before the weekend<urgent>|soon].'],
  },
  'size-small': {
    calm: ['The {product} [runs small|comes up a full size too small|is really tight across the foot].', 'I took my usual size in the {product} and [could barely get it on|my toes hit the front].', 'Sizing of the {product} is off, [I normally wear the same number everywhere|the table on your site does not match].'],
    angry: ['Third pair of {product} going back. Your size chart is [a work of fiction|useless]!', 'Who measured the {product}, a doll maker?!'],
    more: ['My brother has the same problem.', 'With winter socks it is hopeless.', 'The old model fitted me perfectly.'],
    ask: ['Should I order one size up?', 'Can I exchange it for a bigger one?'],
  },
  'not-warm': {
    calm: ['I was [cold|shivering] in the {product} at [minus six|-8|minus five], and the ad said warm at −20.', 'The {product} is [fine for autumn|a nice jacket], but it is not [a winter jacket|warm at minus twenty as advertised].', 'Bought the {product} because of the "warm at −20" promise. [At −7 I had to turn back|I froze at minus nine].'],
    angry: ['WARM AT −20?? I was [an icicle|blue in the face] at −6. That advert is a lie!', 'Whoever wrote "warm at −20" has [never been outside|never worn the {product}].'],
    more: ['I wore two layers under it.', 'I was only waiting for the bus.', 'The stitching lets the wind through.'],
    ask: ['I want to send it back.', 'What temperature is it really made for?'],
  },
  'zip-broken': {
    calm: ['The zip of my {product} [came off its track|split open|jams halfway] after [two|three|{count}] weeks.', 'The side zip on the {product} [will not close any more|has lost its teeth].', 'Slider of the {product} zip snapped [on the second hike|while I was doing it up].'],
    angry: ['{price} for trousers with a zip that lasts [ten days|a fortnight]?!', 'Zip burst in the middle of [town|the ridge]. Thanks a lot for that moment!'],
    more: ['I have had older ones for years without this.', 'A friend bought the same pair in {shop} and hers went too.', 'The lady in the shop says she has seen it before.'],
    ask: ['Do you repair that?', 'Is this a known fault?', 'Can I have the pair replaced?'],
  },
  leaks: {
    calm: ['My {product} [lets water in at the shoulders|is not waterproof any more], after [one season|{count} outings].', 'After an hour of drizzle the {product} was wet through.', 'Water [seeps|creeps] in along the seams of the {product}.'],
    angry: ['"Waterproof"? I have seen [tea bags|sponges] that hold out longer than the {product}!', 'Soaked to the bone on day one. The {product} is [rubbish|a joke].'],
    more: ['I washed it exactly as the label says.', 'My old one from you lasted six years.'],
    ask: ['Is that covered by the guarantee?', 'Can it be sealed again?'],
  },
  'refund-slow': {
    calm: ['I sent the {product} back {days} days ago and [have not seen my money|the refund is still open].', 'Return received, says the app, but [no refund so far|my account says otherwise].', 'Could somebody look at the refund for order {order}? It has been {days} days.'],
    angry: ['You take my money in a second and need {days} days to give it back?!', 'Where is my {price}? I am done waiting!'],
    more: ['I was told five working days.', 'My card statement is closing.', 'Your colleague said it had been released.'],
    ask: ['When will it be on my account?', 'Please confirm that it is on the way.'],
  },
  'explain-again': {
    calm: ['I have [already explained|told the whole story] to [the bot|your colleague|someone in chat] and now I start from zero.', 'This is the [second|third] time that I [spell out|type in] the same thing.', 'Do you not see what I wrote [in the chat|ten minutes ago]?'],
    angry: ['I am NOT going through all this again! Read your own notes!', 'Every single person asks me for the order number. Every. Single. One.'],
    more: ['I thought one never has to explain twice with you.', 'It says on your site that I only need to ask once.'],
    ask: ['Can one person just take this over?', 'Please read the history first.'],
  },
  'store-visit': {
    calm: ['Waited [twenty minutes|half an hour] at the till in {shop}, [one person on duty|nobody at the fitting rooms].', 'The shop in {shop} [did not have a single size 42|looked half empty on {weekday}].'],
    angry: ['Ignored for half an hour in your {shop} shop. [Bye.<churn>|Never again.<churn>]', 'Rudest welcome ever, {shop}.'],
    more: ['The music was too loud as well.', 'They wanted to send me to the website.'],
    ask: ['Maybe put a second person on at noon.'],
  },
  'app-crash': {
    calm: ['Since the last update the app [closes by itself|crashes] when I open [my orders|the basket].', 'The app [freezes on the payment screen|shows a white page] on my phone.'],
    angry: ['Your new app is unusable, it crashes EVERY time!', 'Lost my basket three times to that app. I am buying elsewhere!<churn>'],
    more: ['I reinstalled it twice.', 'It worked fine before the update.', 'Phone is two years old, system is current.'],
    ask: ['Will there be a fix?', 'How can I order without the app?'],
  },
  'stove-gas': {
    calm: ['My {product} [smells of gas|hisses] [even when it is switched off|with the tap closed].', 'There is gas coming out [beside the valve|where the canister screws on] of the {product} I bought [in {shop}|a week ago].', 'The {product} [will not stop hissing|keeps losing gas], the canister is empty overnight.', 'Is it normal that the {product} smells of gas [in the bag|in the hall cupboard]?'],
    angry: ['The {product} leaks gas! Do you want us to [blow up|burn] in our tent?', 'Flames came out at the VALVE of the {product}. This is dangerous!'],
    more: ['The sticker says batch RS-2207, if that helps.', 'The seal looks crooked to me.', 'Two others in our group have the same.', 'My tent nearly caught fire.'],
    ask: ['Is there a recall?', 'Can I still use it, yes or no?', 'Do I have to [throw it away|bring it back]?'],
  },
};
