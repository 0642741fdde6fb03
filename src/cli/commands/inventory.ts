import { maskQuoted } from '../../kernel/mask-secrets.ts';
import type { Capability, Coverage, Pointer } from '../../model/coverage.ts';
import type { Service } from '../../model/service.ts';
import type { Built } from '../../program.ts';
import { type Column, showFindings } from '../ask/output.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { danglingOutside } from '../coverage.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { count } from '../print.ts';
import { buildProject, printed } from '../project.ts';
import { refuse, unknownName } from '../refuse.ts';

/** What exists and who owns it; what of each system's document is delivered. */
export const inventoryCommand: CommandKind = {
  name: 'inventory',
  summary: "what exists and who owns it; with --coverage what of each system's document is delivered, and by what",
  configure: (command) =>
    command
      .option('--coverage', 'every capability of the documents, and what delivers it')
      .option('--system <name>', 'only this system')
      .option('--not-delivered', 'only what is not delivered, with the reason')
      .option('--totals', 'only how many capabilities of each document are delivered')
      .option('--json', 'print it as JSON'),
  run: async (invocation) => {
    const { io, options } = invocation;
    const built = await buildProject(invocation);
    if (built.failed) return EXIT.diagnostics;
    const systems = built.derived.estate.systems.map(({ name }) => name);
    const asked = options['system'] === undefined ? undefined : String(options['system']);
    if (asked !== undefined && !systems.includes(asked)) return refuse(invocation, await unknownName('system', asked, systems));
    const isMeant = (name: string | undefined) => asked === undefined || name === asked;
    if (!['coverage', 'notDelivered', 'totals'].some((name) => options[name] === true))
      return services(invocation, built, ({ system }) => isMeant(system?.name));
    const dangling = await danglingOutside(invocation, built);
    if (dangling.length > 0) io.err(`${printed(io, dangling)}\n`);
    const shown = await covered(
      invocation,
      built,
      built.derived.estate.coverages.filter(({ system }) => isMeant(system.name)),
    );
    return dangling.length > 0 ? EXIT.diagnostics : shown;
  },
};

function formatOf({ options }: Invocation): 'json' | 'table' {
  return options['json'] === true ? 'json' : 'table';
}

function services(invocation: Invocation, built: Built, isMeant: (one: Service) => boolean): Promise<ExitCode> {
  const { alerts, estate } = built.derived;
  const of = (list: readonly { readonly service: Service }[], one: Service) =>
    list.filter(({ service }) => service === one).length;
  const rows = estate.services.filter(isMeant).map((one) => ({
    service: one.name,
    system: one.system?.name ?? null,
    owner: one.owner.name,
    tier: one.tier,
    metrics: one.metrics.length,
    slos: of(estate.slos, one),
    alerts: of(alerts, one),
    streams: of(estate.logStreams, one),
  }));
  const names = ['service', 'system', 'owner', 'tier', 'metrics', 'slos', 'alerts', 'streams'] as const;
  const columns = names.map((name) => ({
    name,
    value: (row: (typeof rows)[number]) => row[name],
    ...(name === 'service' || name === 'system' || name === 'owner' ? {} : { side: 'right' as const }),
  }));
  const summary = `${count(rows.length, 'service')}; \`signalbox generate\` writes every alert, board, receiver and metric to inventory.md.`;
  return showFindings(invocation, formatOf(invocation), { json: { services: rows }, columns, rows, summary });
}

type Row = Capability & { readonly system: string };

/** Anybody may have written anything into a line. */
function shown({ notDelivered, section, says, ...one }: Capability, system: string): Row {
  const reason = notDelivered === undefined ? undefined : maskQuoted(notDelivered);
  return { ...one, section: maskQuoted(section), says: maskQuoted(says), notDelivered: reason, system };
}

function covered(invocation: Invocation, built: Built, coverages: readonly Coverage[]): Promise<ExitCode> {
  const systems = coverages.map((one) => ({ system: one.system.name, document: one.document, ...totals(one) }));
  if (invocation.options['totals'] === true) return showTotals(invocation, systems);
  const onlyMissing = invocation.options['notDelivered'] === true;
  const all = coverages.flatMap(({ capabilities, system }) => capabilities.map((one): Row => shown(one, system.name)));
  const rows = all.filter(({ notDelivered }) => !onlyMissing || notDelivered !== undefined);
  return showFindings(invocation, formatOf(invocation), {
    json: {
      systems,
      capabilities: rows.map(({ system, section, says, by, notDelivered, origin }) => ({
        system,
        section,
        says,
        ...(notDelivered === undefined ? { by } : { reason: notDelivered }),
        at: built.placeOf(origin),
      })),
    },
    columns: [
      { name: 'system', value: ({ system }: Row) => system },
      { name: 'section', value: ({ section }) => section },
      { name: 'capability', value: ({ says }) => says },
      {
        name: 'delivered_by',
        value: ({ by, notDelivered }) => (notDelivered === undefined ? by.map(printedPointer).join(', ') : `– ${notDelivered}`),
        style: ({ notDelivered }) => (notDelivered === undefined ? undefined : 'yellow'),
      },
    ],
    rows,
    summary: coverages.map(summaryOf).join('\n') || 'No system says what its document asks: write coverage({ … }).',
  });
}

function showTotals(invocation: Invocation, systems: readonly Totals[]): Promise<ExitCode> {
  const [total, delivered] = (['total', 'delivered'] as const).map((name) => systems.reduce((all, one) => all + one[name], 0));
  const number = (name: 'total' | 'delivered' | 'notDelivered', header: string): Column<Totals> => ({
    name: header,
    value: (row) => row[name],
    side: 'right',
  });
  return showFindings(invocation, formatOf(invocation), {
    json: { systems },
    columns: [
      { name: 'system', value: ({ system }) => system },
      { name: 'document', value: ({ document }) => document },
      number('total', 'capabilities'),
      number('delivered', 'delivered'),
      number('notDelivered', 'not_delivered'),
    ],
    rows: systems,
    summary: `${delivered} of ${total} capabilities are delivered.`,
  });
}

type Totals = { readonly system: string; readonly document: string } & ReturnType<typeof totals>;

function totals({ capabilities }: Coverage) {
  const delivered = capabilities.filter(({ notDelivered }) => notDelivered === undefined).length;
  return { total: capabilities.length, delivered, notDelivered: capabilities.length - delivered };
}

function summaryOf(one: Coverage): string {
  const { delivered, notDelivered, total } = totals(one);
  return `${one.system.name}, "${one.document}": ${total} capabilities, ${delivered} delivered, ${notDelivered} not.`;
}

function printedPointer({ name, named, type }: Pointer): string {
  if (named !== undefined) return `${name} "${named}"`;
  if (type === 'command') return `\`signalbox ${name}\``;
  return type === 'runtime' ? `${name} of signalbox/runtime` : name;
}
