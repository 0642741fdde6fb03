import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';

/** Grafana's own description of a v2beta1 dashboard; it may not be copied, so it is read from where it is kept beside the project. */
const OPENAPI = new URL('../../../shared/grafana/openapi/dashboard.grafana.app-v2beta1.json', import.meta.url);
const PREFIX = 'com.github.grafana.grafana.apps.dashboard.pkg.apis.dashboard.v2beta1.';

type Schema = Record<string, unknown>;

export const hasV2Schema = existsSync(OPENAPI);

/** What the server would say of this spec: nothing, or where it is wrong. Unknown fields are refused, as the server does. */
export function v2Validator(): (spec: unknown) => readonly string[] {
  const { components } = JSON.parse(readFileSync(OPENAPI, 'utf8')) as { components: { schemas: Record<string, Schema> } };
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { int64: true, int32: true, double: true } });
  const definitions = Object.fromEntries(Object.entries(components.schemas).map(([name, one]) => [name, strict(one, name)]));
  const validate = ajv.compile({ $ref: `#/definitions/${PREFIX}DashboardSpec`, definitions });
  return (spec) => (validate(spec) ? [] : (validate.errors ?? []).map(said));
}

function said({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}

/** The description as JSON Schema: a Go struct that stands for one of several kinds becomes any of them, a bare object anything. */
function strict(schema: unknown, name = ''): unknown {
  if (Array.isArray(schema)) return schema.map((one) => strict(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, default: _, properties, additionalProperties, ...rest } = schema as Schema;
  if (typeof $ref === 'string') return { $ref: $ref.replace('#/components/schemas/', '#/definitions/') };
  if (/Or[A-Z]/.test(name) && properties) return { anyOf: Object.entries(properties).map(alternative) };
  if (name.endsWith('.DashboardThreshold')) return { type: 'object', required: ['color'] }; // answers hold null, which it does not say
  if (rest['type'] === 'object' && !properties && bare(additionalProperties)) return {};
  const own = properties && Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, strict(one)]));
  const others = additionalProperties === undefined ? own === undefined : strict(additionalProperties);
  const inner = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, key === 'required' ? one : strict(one)]));
  return {
    ...inner,
    ...(own ? { properties: own } : {}),
    ...(own || additionalProperties ? { additionalProperties: others } : {}),
  };
}

/** `PanelKind` is told from others by `kind: 'Panel'`. */
function alternative([name, one]: [string, unknown]): unknown {
  const kind = name.match(/^(\w+)Kind$/)?.[1];
  return kind === undefined ? strict(one) : { allOf: [strict(one), { properties: { kind: { const: kind } } }] };
}

/** `additionalProperties: { type: object }` is how the description spells "any JSON". */
function bare(additional: unknown): boolean {
  return additional === undefined || JSON.stringify(additional) === '{"type":"object"}';
}
