/** Colours and places of the page, light and dark. */
export const STYLE = `
:root{--back:#f4f5f5;--card:#fff;--ink:#24292e;--soft:#6b7075;--line:#dcdee0;--mark:#3274d9;--good:#2b8a3e;--bad:#c4162a;color-scheme:light}
:root[data-theme=dark]{--back:#111217;--card:#1b1c22;--ink:#d8d9da;--soft:#9a9ca3;--line:#2e3038;--mark:#6e9fff;--good:#5fb878;--bad:#ff6f61;color-scheme:dark}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:260px minmax(0,1fr);min-height:100vh;background:var(--back);color:var(--ink);font:14px/1.45 system-ui,sans-serif}
nav{border-right:1px solid var(--line);padding:16px;position:sticky;top:0;height:100vh;overflow:auto}
nav h1{font-size:18px;margin:0 0 8px}nav ul{list-style:none;margin:8px 0;padding:0}nav a{display:block;padding:4px 6px;border-radius:4px;color:inherit;text-decoration:none;overflow-wrap:anywhere}
nav a:hover,nav a[aria-current]{background:color-mix(in srgb,var(--mark) 18%,transparent)}
nav input,nav button{width:100%;margin:4px 0;padding:5px 8px;border:1px solid var(--line);border-radius:4px;background:var(--card);color:inherit;font:inherit}
:focus-visible{outline:2px solid var(--mark);outline-offset:1px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:6px;z-index:2}
main{padding:16px 20px;min-width:0}
h2{margin:4px 0 8px}h3{margin:18px 0 6px;font-size:15px}
.note,small{color:var(--soft)}
.vars{display:flex;gap:8px;flex-wrap:wrap}.chip{border:1px solid var(--line);border-radius:10px;padding:1px 8px;font-size:12px}
.grid{display:grid;grid-template-columns:repeat(24,minmax(0,1fr));gap:8px;grid-auto-rows:30px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:6px 10px;overflow:hidden;display:flex;flex-direction:column;min-width:0}
.panel h4{margin:0 0 4px;font-size:13px;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.plot{flex:1;min-height:0;overflow:hidden}.plot.scroll{overflow:auto}
.big{flex:1;display:flex;align-items:center;justify-content:center;font-size:clamp(18px,2.4vw,34px);font-weight:600}
.good{color:var(--good)}.bad{color:var(--bad)}
.legend{display:flex;gap:10px;flex-wrap:wrap;font-size:11px;color:var(--soft);max-height:32px;overflow:hidden}
.legend i{display:inline-block;width:10px;height:3px;margin-right:4px;vertical-align:middle}
.line{font:12px ui-monospace,monospace;white-space:nowrap}
.bar{height:14px;border-radius:2px;background:var(--mark)}
.strip{display:flex;height:22px;margin:3px 0}.strip i{flex:1}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.severity{border-radius:3px;padding:0 6px;color:#fff;background:#6b7075}.severity.error{background:#c4162a}.severity.warning{background:#b45f06}.severity.info{background:#3274d9}
.tree ul{border-left:1px solid var(--line);margin-left:10px;padding-left:16px}.tree,.tree ul{list-style:none}.node{margin:6px 0}
.slo{background:var(--card);border:1px solid var(--line);border-radius:4px;margin:6px 0;padding:6px 10px}.svg{overflow:auto;background:#fff}
code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}
@media(max-width:800px){body{grid-template-columns:1fr}nav{position:static;height:auto}.panel{grid-column:1/-1!important}}
`;
