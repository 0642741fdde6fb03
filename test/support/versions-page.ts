import type { Change } from '../../src/model/versions/change.ts';
import { CHANGES } from '../../src/model/versions/changes.ts';
import { LINES, linesOf, SERVER_NAMES, type VersionedServer } from '../../src/model/versions/lines.ts';

const HEAD = `# Versions of servers

Every server of an environment says its \`version\`, and what is generated for it is what that version reads. This page is printed from
the table the compiler itself branches on (\`src/model/versions/\`; \`npm run docs\`), so it says what is done and not what is meant.

- A version that stands in no line below is an error (\`environment/version\`) that names the nearest; a patch (\`3.15.2\`) is left out.
- What a version does not have is refused (\`environment/not-in-version\`, \`promql/too-new\`, \`receiver/version\`) or written the older way,
  as the rows say. What \`raw\` brings back from an older version is an error too (\`environment/removed-key\`, \`loki/deleted-key\`).
- Functions and syntax of PromQL carry the version they came with in their own table: queries are read for the oldest Prometheus of the estate.
- \`signalbox upgrade --to prometheus=3.15,loki=3.7\` builds the definitions as they are and for the other versions, and shows which generated
  files change (\`--diff\`: how), what is then wrong with the definitions, and the rows of this page between the two, with what is to be done by
  hand. It writes nothing: the version is changed in the definitions. \`--environment\` asks for one environment, \`--json\` prints it for
  programs, \`--detailed-exit-code\` ends with 10 where files change. It works downwards as well, to see what going back would take.
- \`since\` is the first version that is so. Where it lies before the oldest line, the row is about what foreign files may still hold.

Judged by real servers: Prometheus 3.15, Alertmanager 0.34, Loki 3.7 (which reads the older form of storage as well), Mimir 3.0, the
collector 0.156 (which reads names older than its own as aliases). Other lines follow upstream's documents, named in each row.
`;

/** docs/versions.md, from the table. */
export function versionsPage(): string {
  const servers = Object.keys(LINES) as VersionedServer[]; // the table has a line for each server
  return [HEAD, ...servers.map(section)].join('\n');
}

function section(server: VersionedServer): string {
  const title = SERVER_NAMES[server].replace(/^the c/, 'C');
  const lines = linesOf(server).map((line) => `\`${line}\``);
  const rows = Object.values(CHANGES[server]).map(row);
  const none = 'No difference between these lines concerns what is generated.\n';
  const table = ['| since | what differs | what signalbox does | by hand |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return `## ${title}\n\n${lines.join(' ')}\n\n${rows.length === 0 ? none : `${table}\n`}`;
}

function row({ byHand = '', differs, does, since, source }: Change): string {
  const cells = [`[${since}](${source})`, differs, does, byHand === '' ? '–' : byHand];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
