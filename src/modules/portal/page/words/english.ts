import type { PageWords } from '../page-words.ts';

export const ENGLISH: PageWords = {
  title: 'Your page with {company}', greeting: 'Good day, {name}', asOf: 'As of {at}.', lookAgain: 'Look again', isNew: 'There is something new. Look again',
  door: {
    lead: 'This link leads to your own page: what is open, who takes care of it, and what happens next.', open: 'Open my page', ask: 'So that nobody else reads your page, answer one question.',
    label: 'Your postcode, or the last four characters of one of your order numbers', hint: 'As you once told us. Spaces and capital letters do not matter.', send: 'Open my page', wrong: 'That did not fit, or this link does not work any more. Ask us for a new one.',
    often: 'There were too many tries. Wait a quarter of an hour, or ask us for a new link.', closed: 'Your page is not open in this browser. Use the link that we sent you, or ask us for a new one.',
  },
  status: 'How things stand',
  cases: { title: 'What is open', none: 'Nothing is open.', former: 'Lately closed', since: 'since {at}', order: 'Order {id}', promise: 'A promise that we did not keep', request: 'Your request about your data', matter: 'What you told us', theyWrote: 'You wrote:', told: 'We told you on {at}:' },
  states: {
    new: 'Nobody has taken care of it yet.', owned: '{who} takes care of it.', resolved: '{who} says that this is solved. Only you can tell.', broken: 'We could not keep what we promised. {who} is to make it good.', confirmed: 'You said that this is solved.',
    unconfirmed: 'We took this for solved and did not hear from you. Tell us if it is not.', remedied: 'A promise was not kept; we made it good.', waiting: 'We wait for something from you.',
  },
  next: { ahead: 'You hear from us by {at}.', late: 'You should have heard from us by {at}. We are late.', none: 'Nobody has named a day for the next news.' },
  acts: {
    solved: 'This solved it', notSolved: 'This did not solve it', what: 'What is still wrong? (you may leave this empty)', say: 'What would you like to tell us?', sayTitle: 'Tell us more', about: 'About', anything: 'something else', send: 'Send',
    escalate: 'Turn to the ombudsman', escalateLead: 'The ombudsman does not belong to the teams that work on your case, and nobody else can close what you write here. What should be looked at?',
  },
  issues: { title: 'What you also came to us about', once: 'You came to us about this on {at}.', line: 'You came to us about this {count} times, last on {at}.', unanswered: 'Nobody has answered yet.' },
  channel: { title: 'How we answer you', lead: 'Choose how you would like to hear from us. We use it where we can.', names: { email: 'E-mail', phone: 'Telephone', sms: 'Text message', letter: 'Letter' }, now: 'You have not chosen yet.' },
  consent: {
    title: 'What we may contact you for', lead: 'A tick is a yes. It holds from the moment you save. What you need to know about your orders and questions reaches you in any case.',
    purposes: { marketing: 'Offers and news', research: 'Asking what you think', quotes: 'Showing your words to others', profiling: 'Working out what you may want', sharing: 'Giving your data to others' }, channels: { email: 'by e-mail', sms: 'by text message', phone: 'by telephone', post: 'by letter', any: 'yes' }, none: 'No to everything',
  },
  data: {
    title: 'What we know of you', lead: 'Correct what is wrong. It counts as your own word.', traits: { street: 'Street and number', postcode: 'Postcode', city: 'Town', country: 'Country' }, reach: 'How we can reach you', other: 'Is something else wrong, such as your name? Write it here, and somebody will correct it.',
    copy: 'Ask for a copy of my data', copyLead: 'You get everything that we hold of you by {at}.', erasure: 'Ask us to erase my data', erasureLead: 'We answer by {at}. What the law makes us keep stays; this page ends with it.', sure: 'I want my data to be erased', asked: 'You asked for this on {at}. We answer by {by}.',
  },
  escalation: { title: 'The ombudsman', open: 'Has been looking at what you wrote since {at}.', closed: 'Closed on {at}.', ask: 'Is this settled for you?', yes: 'Yes, it is settled', no: 'No, it is not' },
  done: { noted: 'Thank you. We have noted it; it shows here in a moment.', saved: 'Saved. It holds from now on.', asked: 'Thank you. Your request is on its way, and you see it here.', escalated: 'The ombudsman has it now.', tooMuch: 'That is more than we can take at once. Shorten it, or wait a while.', empty: 'Nothing was written or changed.', not: 'That could not be done. Look at what stands here now.', fault: 'Something went wrong on our side. Please try again in a minute.' },
  save: 'Save', leave: 'Close this page on this device', left: 'Your page is closed on this device.', language: 'Language', footer: 'This page is yours alone. Do not pass the link on.',
};
