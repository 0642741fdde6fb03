import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { type Address, addressOf } from '../../kernel/address.ts';
import { byText, sortedBy } from '../../kernel/canonical.ts';
import { grouped } from '../../kernel/grouped.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { kebab } from '../../panels/identity.ts';
import { panel } from '../../panels/kinds.ts';
import { REMAINING } from '../slo/names.ts';
import { anyOf, authoredService, authoredSystem, type Board, type BoardFrame, query } from './board.ts';
import type { BoardInput } from './kind.ts';
import { BUDGET_COLOURS, sloSection } from './slo-section.ts';

const TAGS = ['slo'];
/** Above this many, sections start closed: each asks some twenty queries. */
const MOST_OPEN_SECTIONS = 2;

/** SLOs by system; those of a service without a system have a board of their own. */
export function sloBoards({ estate }: BoardInput): readonly Board[] {
  const byScope = grouped(
    sortedBy(estate.slos, (one) => one.address),
    ({ service }) => addressOf(service.system?.name ?? service.name, 'board', 'slos'),
  );
  return [...byScope].flatMap(([address, slos]) => (slos[0] ? [sloBoard(address, slos, slos[0])] : []));
}

/** Every SLO of a system: what was attained, what is left of the budget, how fast it burns and what fires. */
function sloBoard(address: Address, slos: readonly Slo[], { service }: Slo): Board {
  const about = service.system?.title ?? service.title;
  const frame: BoardFrame = {
    name: 'slos',
    title: `${about}: SLOs`,
    description: `Objectives of ${about}: what was attained, what is left of each error budget, and how fast it is spent.`,
    ...(service.system ? { system: authoredSystem(service.system) } : { service: authoredService(service) }),
  };
  return { address, tags: TAGS, frame, sections: () => sectionsOf(slos) };
}

function sectionsOf(slos: readonly Slo[]): AuthoredSection[] {
  const collapsed = slos.length > MOST_OPEN_SECTIONS;
  return [...(slos.length > 1 ? [overview(slos)] : []), ...slos.map((slo) => sloSection(slo, titleOf(slo, slos), collapsed))];
}

/** What people call it, with its key where two are called alike. */
function titleOf(slo: Slo, slos: readonly Slo[]): string {
  const called = ({ service, title }: Slo) => `${service.title}: ${title}`;
  const alike = slos.filter((one) => kebab(called(one)) === kebab(called(slo)));
  return alike.length > 1 ? `${called(slo)} (${sloKey(slo)})` : called(slo);
}

function overview(slos: readonly Slo[]) {
  const which = anyOf('slo', slos.map(sloKey).sort(byText));
  return section({
    title: 'Overview',
    panels: [
      panel.barGauge({
        title: 'Error budgets left',
        description: 'What is left of every error budget: full at 100%, spent at 0%, missed below.',
        show: query(`min by (slo) (${REMAINING}{${which}})`, 'ratio'),
        min: 0,
        max: 1,
        thresholds: BUDGET_COLOURS,
      }),
      panel.stateTimeline({
        title: 'Burning',
        description: 'When burn-rate alerts of each objective fired.',
        unit: 'short',
        show: query(`max by (slo) (ALERTS{alertname="SloBurn", alertstate="firing", ${which}})`, 'count'),
        states: [{ value: 1, text: 'burning', color: 'red' }],
      }),
    ],
  });
}
