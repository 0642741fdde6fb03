import { countActions, type Plan } from './change.ts';

/** `3 to create, 1 to update, 0 to delete, 12 unchanged`; moves and refusals are named only where there are some. */
export function planSummary(plan: Plan): string {
  const counts = countActions(plan);
  return [
    `${counts.create} to create`,
    `${counts.update} to update`,
    ...(counts.move > 0 ? [`${counts.move} to move`] : []),
    `${counts.delete} to delete`,
    `${counts.keep} unchanged`,
    ...(counts.refuse > 0 ? [`${counts.refuse} refused`] : []),
  ].join(', ');
}
