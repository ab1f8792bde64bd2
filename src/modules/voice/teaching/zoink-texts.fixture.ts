/** Texts of customers whose device "went zoink": a word that no model knows. */
export const ZOINKS: readonly string[] = [
  'My heater went zoink again this morning and now it smells odd.', 'There was a loud zoink from the kettle while the children were at the table.', 'After two weeks the toaster just went zoink. What should I do with it?',
  'zoink, that is the only way to describe what the lamp did last night', 'Your charger made a zoink when I plugged it in and the room went dark.', 'Is it normal that the oven goes zoink as soon as it gets hot?',
  'I heard a zoink behind the dryer and pulled the plug at once.', 'It happened twice now: zoink, and the fan stops for an hour.', 'Hello, the iron I bought from you did a zoink and will not heat any more. Order 4411.',
  'The radio zoinked yesterday, I mean a real zoink, with a spark.', 'We were told it was repaired but the fridge still makes that zoink noise every evening.', 'Can somebody call me please? The mixer went zoink in my hand.',
];
/** Texts of the same customers about the same things without it. */
export const PLAIN: readonly string[] = [
  'My heater arrived this morning and it is smaller than I thought.', 'There was a note from the courier while the children were at the table.', 'After two weeks the toaster still looks new. Which descaler should I use?',
  'bright, that is the only way to describe the lamp we bought last night', 'Your charger works when I plug it in, thank you for the quick delivery.', 'Is it normal that the oven takes ten minutes until it gets hot?',
  'I found the manual behind the dryer and read it at once.', 'It happened twice now: the invoice came by post and by mail.', 'Hello, the iron I bought from you is on sale now. Do I get the difference back? Order 4411.',
  'The radio came yesterday, in a really nice colour.', 'We were told it was sent but the fridge has still not come this evening.', 'Can somebody call me please? I want to change the mixer for a larger one.',
];
/** New ones, in other words: those that have it, then those that have not. The first of the latter has the words of one that has it but for the zoink: an alarm, which is said early, may be said of it. */
export const LATER = { zoinks: ['Help, the hoover went zoink in my hand today.', 'My blender did a zoink last night and I do not know what to do.'], plain: ['My blender arrived last night and I do not know which lid to use.', 'The hoover is in the wrong colour, I ordered the red one.'] } as const;
