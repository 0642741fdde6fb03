import { isRecord } from '../../kernel/canonical.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { ConfigFile } from '../header.ts';
import type { ArtifactKind, CompileInput } from '../kind.ts';

/** What `helm upgrade --install <release> <chart> --values helm/<release>.yaml` is given. */
export interface Release {
  readonly release: string;
  /** As `helm repo add` calls it: `grafana`. */
  readonly repository: string;
  readonly chart: string;
  readonly values: object;
}

/** What a chart cannot install. */
export interface Unfit {
  readonly what: string;
  /** @default to install it from its files */
  readonly fix?: string;
  readonly origin: object;
}

export interface Fitted {
  readonly releases: readonly Release[];
  readonly unfit?: readonly Unfit[];
}

/** The values of one chart, where the environment has its server. */
export type Chart = (input: CompileInput, server: KubernetesServer) => Fitted;

export const NOTHING: Fitted = { releases: [] };

/** The configuration that another kind compiles to, by its path. */
export function configOf(kind: ArtifactKind<ConfigFile<object>>, input: CompileInput, path: string): object | undefined {
  return kind.compile(input).value.find((file) => file.path === path)?.content.config;
}

/** The first patch of a minor version: images have tags of three numbers. */
export function imageTag(version: string): string {
  return version.split('.').length < 3 ? `${version}.0` : version;
}

/** Charts read values once more as templates; what looks like one in ours is none. */
export function literal<T>(value: T): T {
  return mapTexts(value, (text) => text.replaceAll('{{', '{{ "{{" }}'));
}

/** Paths below one folder, below another. */
export function moved<T>(value: T, from: string, to: string): T {
  return mapTexts(value, (text) => (text === from || text.startsWith(`${from}/`) ? to + text.slice(from.length) : text));
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  const mapped: unknown = mappedTexts(value, change);
  return mapped as T; // texts stay texts
}

function mappedTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mappedTexts(one, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mappedTexts(one, change)]));
}
