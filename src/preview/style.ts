/** Colours and places of the page, light and dark. */
export const STYLE = `
:root{--back:#f4f5f5;--card:#fff;--ink:#24292e;--soft:#62676c;--line:#dcdee0;--mark:#3274d9;--good:#2b8a3e;--bad:#c4162a;--new:#2b8a3e;--changed:#b45f06;color-scheme:light}
:root[data-theme=dark]{--back:#111217;--card:#1b1c22;--ink:#d8d9da;--soft:#9a9ca3;--line:#2e3038;--mark:#6e9fff;--good:#5fb878;--bad:#ff6f61;--new:#5fb878;--changed:#f2a33c;color-scheme:dark}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;display:grid;grid-template-columns:260px minmax(0,1fr);min-height:100vh;background:var(--back);color:var(--ink);font:14px/1.45 system-ui,sans-serif}
nav{border-right:1px solid var(--line);padding:16px;position:sticky;top:0;height:100vh;overflow:auto}
nav h1{font-size:18px;margin:0 0 8px}nav ul{list-style:none;margin:8px 0;padding:0}nav a{display:block;padding:4px 6px;border-radius:4px;color:inherit;text-decoration:none;overflow-wrap:anywhere}
nav a:hover,nav a[aria-current]{background:color-mix(in srgb,var(--mark) 18%,transparent)}nav summary{cursor:pointer}
nav input,button{padding:5px 8px;border:1px solid var(--line);border-radius:4px;background:var(--card);color:inherit;font:inherit}
nav input{width:100%;margin:4px 0}.tools{display:flex;gap:6px}.tools #theme{flex:1}#found{margin:0;min-height:1.4em;font-size:12px}
a{color:var(--mark)}
:focus-visible{outline:2px solid var(--mark);outline-offset:1px}main:focus{outline:none}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:6px;z-index:2}
main{padding:16px 20px;min-width:0}
h2{margin:4px 0 8px}h3{margin:18px 0 6px;font-size:15px}
.note,small{color:var(--soft)}main>.note{margin:0 0 10px}
.vars{display:flex;gap:8px;flex-wrap:wrap}.chip{border:1px solid var(--line);border-radius:10px;padding:1px 8px;font-size:12px}
.tag{border:1px solid currentColor;border-radius:3px;padding:0 5px;font-size:11px;font-weight:400;color:var(--soft);white-space:nowrap}
.tag.new,.tag.created{color:var(--new)}.tag.changed,.tag.empty{color:var(--changed)}.tag.removed,.tag.failed{color:var(--bad)}
.grid{display:grid;grid-template-columns:repeat(24,minmax(0,1fr));gap:8px;grid-auto-rows:30px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:6px 10px;overflow:hidden;display:flex;flex-direction:column;min-width:0}
.panel.new{border-left:3px solid var(--new)}.panel.changed{border-left:3px solid var(--changed)}
.panel:focus-within{border-color:var(--mark)}
.panel h4{display:flex;gap:6px;align-items:center;margin:0 0 4px;min-width:0}
.panel .title{border:0;background:none;padding:0 2px;margin:0 -2px;font-size:13px;font-weight:600;text-align:left;cursor:pointer;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.panel .title:focus-visible{outline-offset:-2px}
.plot{flex:1;min-height:0;overflow:hidden}.plot.scroll{overflow:auto}
.plot.middle{display:flex;align-items:center;justify-content:center;gap:8px;color:var(--soft);flex-wrap:wrap;text-align:center;align-content:center;overflow-wrap:anywhere}.middle.failed b{color:var(--bad)}.middle.empty b{color:var(--changed)}
.numbers{flex:1;min-height:0;display:flex;align-items:center;justify-content:space-evenly;gap:6px 18px;flex-wrap:wrap;overflow:hidden;align-content:center}
.number{text-align:center;min-width:0}.number .name{font-size:11px;color:var(--soft);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:180px}
.big{font-size:clamp(18px,2vw,30px);font-weight:600;line-height:1.2}.dial{flex:1 1 64px;max-width:140px}.dial svg{display:block;width:100%;max-height:110px}.dial .big{font-size:clamp(13px,1.3vw,20px);margin-top:-22px}
.good{color:var(--good)}.bad{color:var(--bad)}
.legend{display:flex;gap:2px 10px;flex-wrap:wrap;font-size:11px;color:var(--soft);max-height:34px;overflow:auto}.legend span{white-space:nowrap}
.legend i{display:inline-block;width:10px;height:3px;margin-right:4px;vertical-align:middle}
.line{font:12px/1.6 ui-monospace,monospace;white-space:pre}
.prose{font-size:13px;line-height:1.5}.prose>:first-child{margin-top:0}
.partly{font-size:11px;color:var(--changed)}
.row{display:grid;grid-template-columns:minmax(60px,34%) minmax(0,1fr) auto;gap:8px;align-items:center;font-size:12px;padding:3px 0}.row .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.value{text-align:right;font-variant-numeric:tabular-nums}
.bar{height:14px;border-radius:2px;background:var(--line);overflow:hidden}.bar i{display:block;height:100%}
.strip{display:flex;height:20px;grid-column:2/-1;border-radius:2px;overflow:hidden}.strip i{flex:1}
.heat{display:flex;gap:6px}.heat canvas{flex:1;min-width:0;height:100%}.heat .names{display:flex;flex-direction:column;font-size:10px;color:var(--soft);text-align:right;min-width:40px}.heat .names span{flex:1;min-height:0;line-height:1;display:flex;align-items:center;justify-content:flex-end;white-space:nowrap}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}td.value{text-align:right}
.severity{border-radius:3px;padding:0 6px;color:#fff;background:#62676c}.severity.error{background:#c4162a}.severity.warning{background:#b45f06}.severity.info{background:#3274d9}
.tree,.tree ul{list-style:none;padding-left:0}.tree ul{border-left:1px solid var(--line);margin-left:10px;padding-left:16px}.node{margin:6px 0}
.slo,.kind,.change{background:var(--card);border:1px solid var(--line);border-radius:4px;margin:6px 0;padding:6px 10px}.svg{overflow:auto;background:#fff}.svg svg{max-width:100%;height:auto}
.kind{background:none;border:0;padding:0}.kind>summary{cursor:pointer;font-size:15px}.change h3{margin:2px 0;font-weight:600}.change ul,.differs{margin:4px 0;padding-left:20px}
.diff{overflow:auto;margin:4px 0}.plus{color:var(--good)}.minus{color:var(--bad)}.same{color:var(--soft)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.5 ui-monospace,monospace}
dialog{background:var(--card);color:var(--ink);border:1px solid var(--line);border-radius:6px;max-width:min(760px,92vw)}dialog::backdrop{background:rgb(0 0 0/.45)}kbd{border:1px solid var(--line);border-radius:3px;padding:0 5px;white-space:nowrap}
code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}
:root[data-only] nav,:root[data-only] main>.note{display:none}:root[data-only] body{display:block}
@media(max-width:800px){body{display:block}nav{position:static;height:auto;max-height:60vh;border-right:0;border-bottom:1px solid var(--line)}main{padding:12px}.panel{grid-column:1/-1!important}}
@media print{nav{display:none}body{display:block}}
`;
