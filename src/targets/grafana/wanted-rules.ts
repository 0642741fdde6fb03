import { z } from 'zod';
import { compact } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { folderUid } from '../../panels/identity.ts';
import { ownedUid } from './ownership.ts';
import { type RuleGroupWire, ruleGroup } from './rule-wire.ts';

const SECOND_MS = 1_000;

const fileRule = z.looseObject({
  uid: z.string(),
  annotations: z.record(z.string(), z.string()),
  dashboardUid: z.string().optional(),
  panelId: z.number().optional(),
  keepFiringFor: z.string().optional(),
  missing_series_evals_to_resolve: z.number().optional(),
});
const fileGroup = z.object({ name: z.string(), folder: z.string(), interval: z.string(), rules: z.array(fileRule) });
const file = z.object({ content: z.object({ groups: z.array(fileGroup) }) });

/** The groups of a provisioning file as the API takes them: other names, a folder by its uid, seconds, and our mark on every uid. */
export function ruleGroupsOf(content: unknown, environment: string): readonly RuleGroupWire[] {
  const groups = file.safeParse(content).data?.content.groups ?? [];
  return groups.flatMap((group) => {
    const { data } = ruleGroup.safeParse(groupOf(group, environment));
    return data ? [data] : [];
  });
}

function groupOf({ name, folder, interval, rules }: z.infer<typeof fileGroup>, environment: string): object {
  const uid = ownedUid(folderUid(folder), environment);
  return {
    title: name,
    folderUid: uid,
    interval: (parseDuration(interval) ?? 0) / SECOND_MS,
    rules: rules.map((rule) => ({ ...ruleOf(rule, environment), ruleGroup: name, folderUID: uid, orgID: 1 })),
  };
}

function ruleOf(rule: z.infer<typeof fileRule>, environment: string): object {
  const { dashboardUid, panelId, keepFiringFor, missing_series_evals_to_resolve, ...own } = rule;
  const shown = dashboardUid === undefined ? {} : { __dashboardUid__: dashboardUid, __panelId__: String(panelId) };
  return compact({
    ...own,
    uid: ownedUid(rule.uid, environment),
    annotations: { ...rule.annotations, ...shown },
    keep_firing_for: keepFiringFor,
    missingSeriesEvalsToResolve: missing_series_evals_to_resolve,
  });
}
