import type { AlertParts, AlertProblem, AlertRule as AuthoredAlert } from '../../alerts/kind.ts';
import { alertKinds } from '../../alerts/kinds.ts';
import type { QueryContext } from '../../authored/context.ts';
import type { AnyAlert } from '../../authored/references.ts';
import { addressOf } from '../../kernel/address.ts';
import type { Service } from '../../model/service.ts';

/** What the kind of an alert makes of it; without parts where there are problems. */
export interface AlertAnswer {
  readonly problems: readonly AlertProblem[];
  readonly parts: AlertParts | undefined;
}

const NOTHING: AlertAnswer = { problems: [], parts: undefined };

/** The parts of alerts, each made once: those made of others ask for theirs. `sound` are those whose options fit. */
export function alertAnswers(
  sound: ReadonlySet<object>,
  services: ReadonlyMap<object, Service>,
  context: QueryContext,
): (one: AuthoredAlert) => AlertAnswer {
  const known = new Map<object, AlertAnswer>();
  const answer = (one: AuthoredAlert): AlertAnswer => {
    const before = known.get(one);
    if (before) return before;
    known.set(one, NOTHING); // what is made of itself has no parts
    const service = services.get(one.service);
    const made = service && sound.has(one) ? partsOf(one, service) : NOTHING;
    known.set(one, made);
    return made;
  };
  const partsOf = (one: AuthoredAlert, service: Service): AlertAnswer => {
    const kind = alertKinds.get(one.form);
    const problems = kind?.problems?.(one.options) ?? [];
    if (!kind || problems.length > 0) return { problems, parts: undefined };
    const site = { at: addressOf(service.name, 'alert', one.name), origin: one, job: service.job };
    const others = (other: AnyAlert) => answer(other as AuthoredAlert).parts; // what is no alert of ours is not sound
    return { problems, parts: kind.parts(one.options, { name: one.name, service, context, site, partsOf: others }) };
  };
  return answer;
}
