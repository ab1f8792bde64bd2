import type { WidgetQuestion } from '../contract.ts';

/**
 * The first question of a survey on any web page: `<script src="https://…/survey-widget.js" data-survey="KEY" async></script>`.
 * Invariant: imports nothing, so that it stays one small file; touches nothing of the page but the place after its own script (or the element that `data-into` names), in a shadow root; sets no cookie and stores nothing.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const key = script.dataset['survey'] ?? '';
  const origin = new URL(script.src).origin;
  const address = `${origin}/v1/surveys/${encodeURIComponent(key)}`;

  /** An element with attributes and what stands in it, as text. */
  function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Readonly<Record<string, string>> = {}, ...within: readonly (Node | string)[]): HTMLElementTagNameMap[Name] {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...within);
    return element;
  }

  const styleOf = ({ ink, paper, accent }: WidgetQuestion['theme']): string => `:host{all:initial;display:block}section{box-sizing:border-box;font:16px/1.5 system-ui,sans-serif;color:${ink};background:${paper};border:1px solid ${accent};border-radius:8px;padding:16px;max-width:560px;overflow-wrap:anywhere}p{margin:0 0 12px}b{font-weight:600}
div{display:flex;flex-wrap:wrap;gap:8px}button{font:inherit;min-width:44px;min-height:44px;padding:6px 10px;border:1.5px solid ${accent};border-radius:8px;background:${paper};color:${accent};cursor:pointer}button[aria-pressed=true]{background:${accent};color:${paper}}button:focus-visible,textarea:focus-visible,a:focus-visible{outline:3px solid ${ink};outline-offset:2px}
textarea{box-sizing:border-box;width:100%;min-height:88px;font:inherit;color:inherit;background:${paper};border:1.5px solid ${accent};border-radius:8px;padding:8px;margin:0 0 8px}.ends{justify-content:space-between;font-size:14px;margin-top:8px}a{color:${accent};display:inline-block;min-height:24px}`;

  function show(question: WidgetQuestion): void {
    const host = make('div');
    const named = script?.dataset['into'];
    const place = named === undefined ? null : document.getElementById(named);
    if (place === null) script?.after(host);
    else place.append(host);
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styleOf(question.theme));
    root.adoptedStyleSheets = [sheet];
    const said = make('p', { role: 'status' });
    const asked = make('p', { id: 'asked' }, make('b', {}, question.text));
    const section = make('section', { lang: question.language, dir: question.dir, 'aria-labelledby': 'asked' }, asked);
    let isSending = false;

    async function send(value: string, chosen: HTMLElement | null): Promise<void> {
      if (isSending) return;
      isSending = true;
      try {
        // A plain text needs no leave to be sent to another site first.
        const answer = await fetch(address, { method: 'POST', credentials: 'omit', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ value, l: question.language }) });
        if (!answer.ok) {
          isSending = false;
          said.replaceChildren(answer.status === 400 ? question.words.wrong : question.words.failed);
          return;
        }
        const { more } = await answer.json() as { more: string };
        chosen?.setAttribute('aria-pressed', 'true');
        for (const field of section.querySelectorAll('textarea,.send')) field.remove();
        said.replaceChildren(question.words.counted, ...(question.words.more === null ? [] : [' ', make('a', { href: origin + more, target: '_blank', rel: 'noopener' }, question.words.more)]));
      } catch {
        isSending = false;
        said.replaceChildren(question.words.failed);
      }
    }

    if (question.kind === 'open') {
      const text = make('textarea', { 'aria-labelledby': 'asked' });
      const button = make('button', { type: 'button', class: 'send' }, question.words.send);
      button.addEventListener('click', () => { if (text.value.trim() !== '') void send(text.value, null); });
      section.append(text, button);
    } else {
      const group = make('div', { role: 'group', 'aria-labelledby': 'asked' });
      for (const { value, label, name } of question.options) {
        const button = make('button', { type: 'button', 'aria-pressed': 'false', ...(name === label ? {} : { 'aria-label': name }) }, label);
        button.addEventListener('click', () => { void send(value, button); });
        group.append(button);
      }
      section.append(group);
      if (question.low !== '' || question.high !== '') section.append(make('div', { class: 'ends' }, make('span', {}, question.low), make('span', {}, question.high)));
    }
    section.append(said);
    root.append(section);
  }

  const language = script.dataset['language'];
  // A survey that does not ask now, or an installation that is away, leaves the page as it is.
  fetch(`${address}${language === undefined ? '' : `?l=${encodeURIComponent(language)}`}`, { credentials: 'omit' }).then(async (answer) => { if (answer.ok) show(await answer.json() as WidgetQuestion); }, () => undefined);
})();
