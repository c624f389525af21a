import { createHash } from 'node:crypto'

/*
 * Small enough to stand in the page itself: one request is all that a reader on a bad line makes. Colours carry nothing
 * that a word does not say too, and keep 4.5:1 on their ground, light and dark.
 */
export const style = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f7f8;--ink:#1c2024;--quiet:#5a6270;--line:#d9dde2;--link:#0a58a6;
--good:#176b3a;--bad:#a3262a;--warn:#8a5200}
@media(prefers-color-scheme:dark){:root{--ground:#15181c;--raised:#1e2328;--ink:#e8eaed;--quiet:#a6adb8;--line:#363d46;
--link:#7db8f0;--good:#6fcf97;--bad:#ff8f8f;--warn:#f0b35e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
"Noto Sans","Noto Sans Hebrew","Noto Sans Arabic","Noto Sans JP",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:44rem;margin-inline:auto;padding:1rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline;justify-content:space-between}
h1{font-size:1.35rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .75rem}h3{font-size:1.05rem;margin:0 0 .25rem}
main>:first-child h2{margin-block-start:.5rem}.incident h2{margin-block:0 .25rem}
p{margin:.35rem 0}a{color:var(--link)}a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid
var(--link);outline-offset:2px}
ul,ol{list-style:none;margin:0;padding:0}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem;margin-inline:-.5rem}nav a,nav [aria-current]{display:inline-block;padding:.25rem .5rem}
.now{font-size:1.25rem;font-weight:600;border-inline-start:.4rem solid var(--good);padding:.5rem 1rem;
background:var(--raised);margin:0}
.now.bad{border-color:var(--bad)}
.stale{border-inline-start:.4rem solid var(--warn);padding:.5rem 1rem;background:var(--raised);margin:0 0 1rem}
.incident{border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
.word{border-block-start:1px solid var(--line);padding-block:.6rem}
.meta,.quiet{color:var(--quiet);font-size:.9rem}.overdue{color:var(--warn);font-weight:600}
.stage{font-weight:600}.over{color:var(--good)}.going{color:var(--bad)}
.day{border-block-start:1px solid var(--line);padding-block:.6rem}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}label{display:block;flex:1 1 14rem}
input{display:block;width:100%;font:inherit;padding:.55rem;border:1px solid var(--quiet);border-radius:.35rem;
background:var(--ground);color:inherit}
button{font:inherit;font-weight:600;padding:.55rem 1rem;border:1px solid var(--link);border-radius:.35rem;
background:var(--link);color:var(--ground);cursor:pointer}
.wrong{color:var(--bad);font-weight:600}
footer{color:var(--quiet);font-size:.9rem;border-block-start:1px solid var(--line);margin-block-start:2rem}
`.replaceAll('\n', '')

const hash = createHash('sha256').update(style).digest('base64')

/** Nothing runs, nothing is fetched, nothing frames it; the one style is known by its hash. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
