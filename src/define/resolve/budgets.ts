import { type Address, ESTATE } from '../../kernel/address.ts';
import { isRecord, sortedBy } from '../../kernel/canonical.ts';
import { parseBytes } from '../../kernel/unit.ts';
import type { Budget, BudgetHolder } from '../../model/budget.ts';
import type { Environment } from '../../model/environment.ts';
import type { Service, Team } from '../../model/service.ts';
import type { AuthoredBudget } from '../budget.ts';
import { addressIn, type Report } from './report.ts';
import { shown } from './shown.ts';

export interface BudgetHolders {
  readonly services: ReadonlyMap<object, Service>;
  readonly teams: ReadonlyMap<object, Team>;
  readonly environments: ReadonlyMap<object, Environment>;
}

export function resolveBudgets(authored: readonly AuthoredBudget[], holders: BudgetHolders, report: Report): Budget[] {
  return sortedBy(authored, ({ name }) => name).flatMap((one): Budget[] => {
    const address = addressIn(ESTATE, 'budget', one, report);
    const holder = holderOf(one.for, holders);
    if (!holder) reportHolder(one, address, report);
    const bounds = boundsOf(one, address, report);
    return holder ? [{ address, name: one.name, origin: one, for: holder, ...bounds }] : [];
  });
}

function holderOf(authored: object | undefined, { services, teams, environments }: BudgetHolders): BudgetHolder | undefined {
  if (!isRecord(authored)) return undefined;
  const [service, team, environment] = [services.get(authored), teams.get(authored), environments.get(authored)];
  if (service) return { kind: 'service', of: service };
  if (team) return { kind: 'team', of: team };
  return environment && { kind: 'environment', of: environment };
}

function reportHolder(one: AuthoredBudget, at: Address, report: Report): void {
  const message = `\`for\` is ${shown(one.for)}, which is no service, team or environment of the estate.`;
  report.error('cost/budget', at, message, { origin: one, fix: 'write for: checkout, and export it from definitions/index.ts' });
}

function boundsOf(
  one: AuthoredBudget,
  at: Address,
  report: Report,
): Pick<Budget, 'series' | 'logBytesPerDay' | 'spansPerSecond'> {
  const wrong = (field: string, value: unknown, fix: string) =>
    report.error('cost/budget', at, `\`${field}\` is ${shown(value)}, which bounds nothing.`, { origin: one, fix });
  const number = (field: 'series' | 'spansPerSecond') => {
    const value: unknown = one[field];
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value) && value >= 0)) return value;
    return void wrong(field, value, `write ${field}: 50_000`);
  };
  const size: unknown = one.logsPerDay;
  const logBytesPerDay = typeof size === 'string' ? parseBytes(size) : undefined;
  if (size !== undefined && logBytesPerDay === undefined) wrong('logsPerDay', size, "write logsPerDay: '50GB'");
  if (one.series === undefined && size === undefined && one.spansPerSecond === undefined)
    report.error('cost/budget', at, 'It bounds nothing.', {
      origin: one,
      fix: "write series: 50_000, logsPerDay: '50GB' or spansPerSecond: 100",
    });
  return { series: number('series'), logBytesPerDay, spansPerSecond: number('spansPerSecond') };
}
