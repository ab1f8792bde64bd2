/** How customers' pages look: one column, from 320 px on, in the light or dark that the device asks for. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --quiet: #505a68; --paper: #fbfaf7; --card: #ffffff; --line: #cfd3d9; --accent: #14508c; --on: #ffffff; --late: #9a3412; --done: #1f5f3a; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --quiet: #b3bac5; --paper: #15181d; --card: #1e232b; --line: #454c58; --accent: #8fc1f5; --on: #10151c; --late: #f6a97c; --done: #8fd6aa; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer, #news { max-width: 42rem; margin: 0 auto; padding: 0.75rem 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; justify-content: space-between; align-items: center; }
.company { margin: 0; font-weight: 600; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 0.5rem; }
h3 { font-size: 1.05rem; margin: 0 0 0.5rem; }
p { margin: 0.5rem 0; }
a { color: var(--accent); }
q { font-family: Georgia, serif; font-style: italic; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.9rem 1rem; margin: 0.75rem 0; }
form { margin: 0.6rem 0; }
header form, form.line { margin: 0; }
form.line { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
form.line label { margin: 0; }
label { display: block; margin: 0.6rem 0 0.25rem; }
label.tick { display: flex; gap: 0.5rem; align-items: center; min-height: 2.2rem; margin: 0; }
fieldset { border: 1px solid var(--line); border-radius: 0.5rem; margin: 0.6rem 0; padding: 0.4rem 0.8rem; }
legend { padding: 0 0.3rem; }
input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select { width: 100%; max-width: 100%; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--quiet); border-radius: 0.4rem; padding: 0.5rem 0.6rem; }
form.line select { width: auto; }
input[type=checkbox], input[type=radio] { width: 1.2rem; height: 1.2rem; flex: none; accent-color: var(--accent); }
button { font: inherit; font-weight: 600; min-height: 2.75rem; margin: 0.5rem 0.5rem 0.25rem 0; padding: 0.4rem 1rem; border: 1px solid var(--accent); border-radius: 0.5rem; background: var(--accent); color: var(--on); cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); font-weight: 500; }
summary { cursor: pointer; padding: 0.6rem 0; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint { color: var(--quiet); font-size: 0.95rem; font-weight: 400; }
.late { color: var(--late); font-weight: 600; }
.done { color: var(--done); font-weight: 600; }
#news[hidden] { display: none; }
#news { font-weight: 600; }
footer { color: var(--quiet); font-size: 0.95rem; border-top: 1px solid var(--line); margin-top: 2rem; }
@media print { button, form, details, footer { display: none; } }
`;

/** Says that there is something new; takes it in by itself where nobody is writing. */
export const PAGE_SCRIPT = `
const news = document.getElementById('news');
let isTouched = false;
document.addEventListener('input', () => { isTouched = true; });
const source = new EventSource('/my/news');
source.addEventListener('changed', async () => {
  if (isTouched || document.querySelector('details[open]') !== null || (document.activeElement ?? document.body) !== document.body) { news.hidden = false; return; }
  const answer = await fetch('/my', { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
  if (page !== null && !isTouched) document.querySelector('main').replaceWith(page);
});
source.addEventListener('closed', () => { source.close(); location.reload(); });
`;
