import { alertmanager, collector, environment, grafana, loki, prometheus, s3, tempo } from 'signalbox';
import { describe, expect, test } from 'vitest';
import { parseVersions } from '../../../src/plan/upgrade/asked.ts';
import { base, resolveAll, withCode } from '../../support/estate.ts';

const runbooks = 'https://runbooks.example.org' as const;

/** What a definition in plain JavaScript may give. */
function versionOf(version: unknown) {
  return environment({ name: 'old', prometheus: prometheus({ version: version as '3.15' }), runbooks });
}

describe('a version that is none of ours is an error that says what to write', () => {
  test.each([
    [
      '2.45',
      "upgrade Prometheus: this release knows 2.53 to 3.15; until then write version: '2.53', whose files nobody has tried on an older one, or leave it out of the environment",
    ],
    ['3.99', "write version: '3.15', the newest, until a release of signalbox knows it"],
    ['4', "write version: '3.15', the newest, until a release of signalbox knows it"],
    ['3.15.2', "write version: '3.15'"],
    ['v3.14', "write version: '3.14'"],
    [3.14, "write version: '3.14'"],
    ['2.60', 'did you mean 2.55?'],
    ['latest', "write version: '3.15'"],
    [null, "write version: '3.15'"],
    [undefined, "write version: '3.15'"],
    [{ major: 3 }, "write version: '3.15'"],
  ])('%j', (version, fix) => {
    const found = withCode({ ...base, old: versionOf(version) }, 'environment/version');
    expect(found.map((one) => one.fix)).toEqual([fix]);
    expect(found[0]?.message).toMatch(/^Prometheus .* is no version this release compiles for\.$/);
  });

  test('and the others of the environment are looked at as well', () => {
    const servers = {
      prometheus: prometheus({ version: '2.45' as '2.53' }),
      alertmanager: alertmanager({ version: '0.26' as '0.27' }),
      loki: loki({ version: '2.8' as '2.9' }),
      tempo: tempo({ version: '2.4' as '2.10' }),
      collector: collector({ version: '0.100' as '0.135' }),
      grafana: grafana({ version: '9.5' as '11.6', url: 'https://grafana.example.org' }),
    };
    const found = withCode({ ...base, old: environment({ name: 'old', ...servers, runbooks }) }, 'environment/version');
    expect(found).toHaveLength(6);
  });
});

describe('what a version does not have', () => {
  const refused = (servers: object) =>
    withCode({ ...base, old: environment({ name: 'old', ...servers, runbooks }) }, 'environment/not-in-version').map(
      ({ message }) => message,
    );

  test('is refused: OTLP of Loki', () => {
    const one = { loki: loki({ version: '2.9' }), collector: collector({ version: '0.156' }) };
    expect(refused(one)).toEqual([
      'OTLP, the only way from the collector to Loki since its exporter `loki` is gone (0.131), came with Loki 3.0, and this is 2.9.',
    ]);
    expect(refused({ ...one, loki: loki({ version: '3.0' }) })).toEqual([]);
    expect(refused({ loki: loki({ version: '2.9' }) })).toEqual([]);
  });

  test('is refused: many processes of Tempo 2', () => {
    const store = s3({ bucket: 'traces' });
    expect(refused({ tempo: tempo({ version: '2.10', form: 'distributed', store }) })).toHaveLength(1);
    expect(refused({ tempo: tempo({ version: '2.10', store }) })).toEqual([]);
  });

  test('is refused: the second schema of dashboards', () => {
    const url = 'https://grafana.example.org';
    expect(refused({ grafana: grafana({ version: '11.6', url, v2beta1: true }) })).toHaveLength(1);
    expect(refused({ grafana: grafana({ version: '13.0', url, v2beta1: true }) })).toEqual([]);
  });
});

test('an older line of every server has no fault of ours', () => {
  const old = environment({
    name: 'old',
    prometheus: prometheus({ version: '2.53' }),
    alertmanager: alertmanager({ version: '0.27' }),
    loki: loki({ version: '3.0' }),
    tempo: tempo({ version: '2.10' }),
    collector: collector({ version: '0.135' }),
    grafana: grafana({ version: '11.6', url: 'https://grafana.example.org' }),
    runbooks,
  });
  const found = resolveAll({ ...base, old }).diagnostics.filter(({ severity }) => severity === 'error');
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
});

describe('--to', () => {
  test.each([
    ['prometheus=3.15', { prometheus: '3.15' }],
    [' prometheus=v3.15.2 , loki=3.7', { prometheus: '3.15', loki: '3.7' }],
  ])('%j is read', (text, servers) => expect(parseVersions(text)).toEqual(servers));

  test.each([
    ['', '"" names no server and version: write --to prometheus=3.15.'],
    ['3.15', '"3.15" names no server and version: write --to prometheus=3.15.'],
    ['prometheus=', '"prometheus=" names no server and version: write --to prometheus=3.15.'],
    ['prometheus=3.15,', '"" names no server and version: write --to prometheus=3.15.'],
    ['promethues=3.15', 'There is no server promethues: did you mean prometheus?'],
    ['__proto__=3.15', expect.stringContaining('There is no server __proto__: there are prometheus,')],
    ['prometheus=3.15,prometheus=3.14', '--to names prometheus twice.'],
    ['tempo=9.9', 'There is no Tempo 9.9 here: there is 2.10 to 3.0.'],
  ])('%j is refused', (text, message) => expect(parseVersions(text)).toEqual(message));
});
