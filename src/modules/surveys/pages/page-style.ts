import { createHash } from 'node:crypto';
import { isDark } from '../definition/contrast.ts';
import type { Theme } from '../definition/contract.ts';

/** The whole style of an answer page in the colours of its survey: one column, big fields, no script, nothing from elsewhere. */
export function pageStyle({ ink, paper, accent }: Theme): string {
  return `:root{color-scheme:${isDark(paper) ? 'dark' : 'light'}}*{box-sizing:border-box}html{background:${paper};color:${ink}}body{margin:0 auto;max-width:40rem;padding:2rem 1.25rem 4rem;font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}p{margin:0 0 1rem}fieldset{border:0;margin:0;padding:0;min-width:0}.question{margin:0 0 2rem}.ask,.row legend{font-weight:600;padding:0;margin:0 0 .75rem;display:block}.row{margin:0 0 1.25rem}.row legend{font-weight:400}
.scale,.options{display:flex;flex-wrap:wrap;gap:.5rem}.options{flex-direction:column}label{cursor:pointer}.scale label,.options label{position:relative;display:flex}.scale label{flex:1 1 2.75rem;max-width:6rem}.scale-stars label{flex-basis:7rem;max-width:none}
.scale input,.options input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}.scale label>span,.options label>span{flex:1;display:flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.375rem .5rem;border:1.5px solid ${accent};border-radius:.5rem;color:${accent};font-variant-numeric:tabular-nums}.options label>span{justify-content:flex-start;padding:.5rem .875rem}
input:checked+span{background:${accent};color:${paper};font-weight:700}input:checked+span::before{content:"✓";margin-right:.375rem}input:focus-visible+span,button:focus-visible,textarea:focus-visible,a:focus-visible,.field:focus-visible{outline:3px solid ${ink};outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:1rem;margin:.5rem 0 0;font-size:.9375rem}.ends span:last-child{text-align:right}textarea,.field{width:100%;font:inherit;color:inherit;background:transparent;border:1.5px solid ${accent};border-radius:.5rem;padding:.625rem .75rem;min-height:2.75rem}
button{font:inherit;font-weight:650;min-height:2.75rem;padding:.625rem 1.25rem;border:0;border-radius:.5rem;background:${accent};color:${paper};cursor:pointer}button.plain{background:none;color:${accent};padding:.5rem 0;text-decoration:underline;font-weight:400}.said{border-left:4px solid ${accent};padding:.25rem 0 .25rem .875rem;margin:0 0 1.5rem}.wrong{font-weight:650;border-left:4px solid ${ink};padding-left:.75rem}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.languages{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:2rem 0 0;padding:0;list-style:none;font-size:.9375rem}.languages a,.languages span{display:inline-flex;align-items:center;min-height:24px}a{color:${accent}}.apart{margin-top:2.5rem;padding-top:1.25rem;border-top:1px solid ${accent}}@media (forced-colors:active){input:checked+span{border-width:4px}}`;
}

/** What an answer page lets the browser do: show this style and send its form here, nothing else. */
export function pageSecurity(style: string): string {
  return `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}
