import type { Place } from './place.ts';

const isText = (value: unknown) => typeof value === 'string';
const text = (field: string, wanted: string): Place => ({ field, fits: isText, wanted });

/** What belongs to how a server is reached. */
export const TARGET_PLACES: Readonly<Record<string, readonly Place[]>> = {
  files: [text('to', "a folder: 'live/prometheus'"), text('reload', "an address: 'http://prometheus:9090'")],
  api: [text('url', "an address: 'https://grafana.example.org'")],
  git: [
    text('repository', "an address or a folder: 'git@host:group/name.git'"),
    text('branch', "the name of a branch: 'deployed'"),
    text('to', "a folder: 'live/prometheus'"),
  ],
};
