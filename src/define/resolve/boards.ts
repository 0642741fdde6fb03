import type { AnyMetric } from '../../authored/metric.ts';
import { addressOf, ESTATE } from '../../kernel/address.ts';
import { nearest } from '../../kernel/nearest.ts';
import { type BoardChoice, type BoardTemplate, DERIVED_BOARDS, EVERY_BOARD, TEMPLATES } from '../../model/board-choice.ts';
import type { AuthoredBoards } from '../boards.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

const AT = addressOf(ESTATE, 'boards', 'boards');
const NAMES = Object.keys(DERIVED_BOARDS);

/** Which boards the estate wants: all, where nobody says. `isExposed` tells whether some service lists a metric. */
export function resolveBoards(
  authored: readonly AuthoredBoards[],
  isExposed: (metric: AnyMetric) => boolean,
  report: Report,
): BoardChoice {
  const [one, ...others] = authored;
  for (const other of others) {
    const message = 'There are two definitions of the derived boards; each says which ones there are.';
    report.error('boards/several', AT, message, { origin: other, fix: 'join them' });
  }
  if (!one) return EVERY_BOARD;
  return { template: templateOf(one, report), without: withoutOf(one, report), business: businessOf(one, isExposed, report) };
}

function templateOf(one: AuthoredBoards, report: Report): BoardTemplate {
  const { template = EVERY_BOARD.template } = one;
  if (TEMPLATES.includes(template)) return template;
  report.error('boards/unknown-template', AT, `\`template\` is ${shown(template)}, which is none.`, {
    origin: one,
    fix: `write one of ${TEMPLATES.join(', ')}`,
  });
  return EVERY_BOARD.template;
}

function withoutOf(one: AuthoredBoards, report: Report): ReadonlySet<string> {
  const { without = [] } = one;
  for (const name of without.filter((name) => !NAMES.includes(name))) {
    const like = nearest(name, NAMES);
    report.error('boards/unknown-board', AT, `\`without\` names ${shown(name)}, which is no derived board.`, {
      origin: one,
      fix: like === undefined ? `write some of ${NAMES.join(', ')}` : `did you mean ${like}?`,
    });
  }
  return new Set(without);
}

function businessOf(one: AuthoredBoards, isExposed: (metric: AnyMetric) => boolean, report: Report): ReadonlySet<object> {
  const { business = [] } = one;
  for (const metric of business.filter((metric) => !isExposed(metric))) {
    report.error('boards/unknown-metric', AT, `\`business\` lists ${shown(metric.name)}, which no service exposes.`, {
      origin: one,
      fix: 'list it in the `metrics` of the service that exposes it, or leave it out',
    });
  }
  return new Set(business);
}
