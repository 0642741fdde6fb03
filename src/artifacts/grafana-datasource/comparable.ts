import { isRecord, sortedEntries } from '../../kernel/canonical.ts';

/** What the server adds: numbers, pictures, marks of secrets it does not show, fields of plugins that ours do not have. */
const NOT_CONTENT = new Set([
  'id',
  'orgId',
  'version',
  'readOnly',
  'typeLogoUrl',
  'typeName',
  'secureJsonFields',
  'secureJsonData',
  'apiVersion',
  'accessControl',
]);

/** A data source without what a server adds, and without fields that are empty or false. */
export function comparableDatasource(datasource: object): unknown {
  const content = Object.entries(datasource).filter(([key]) => !NOT_CONTENT.has(key));
  return withoutEmpty(Object.fromEntries(content));
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isRecord(value)) return value;
  const kept = sortedEntries(value).filter(
    ([, inner]) => inner !== null && inner !== undefined && inner !== '' && inner !== false,
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutEmpty(inner)]));
}
