import { html } from './html.ts';
import { fill } from './page-words.ts';
import { pageFrame, type Frame } from './page-frame.ts';

/** What stands before a page. `lead`: nobody was asked yet; `ask`: a proof is needed; `wrong`: it did not fit, or the link is dead; `often`: too many tries; `closed`: no link was followed; `left`: the page was closed. */
export type DoorState = 'lead' | 'ask' | 'wrong' | 'often' | 'closed' | 'left';

/** The door of a customer's page: the same for every link, valid or not. `token` is whatever stood in the address. */
export function doorPage(frame: Omit<Frame, 'key' | 'isLive'>, state: DoorState, token: string | null): string {
  const { words: { door, left, title }, company } = frame;
  const isAsked = state === 'ask' || state === 'wrong';
  const said = { lead: door.lead, ask: door.ask, wrong: door.wrong, often: door.often, closed: door.closed, left }[state];
  return pageFrame({ ...frame, key: null, isLive: false }, html`<h1>${fill(title, { company })}</h1>
<p${(state === 'wrong' || state === 'often') && html` role="alert" class="late"`}>${said}</p>
${token !== null && (state === 'lead' || isAsked) && html`<form method="post" action="/my/${encodeURIComponent(token)}">
${isAsked && html`<label for="answer">${door.label}</label><p id="hint" class="hint">${door.hint}</p><input id="answer" name="answer" required maxlength="200" autocomplete="off" aria-describedby="hint">`}
<button>${isAsked ? door.send : door.open}</button></form>`}`);
}
