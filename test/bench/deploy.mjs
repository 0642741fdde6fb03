// 1,000 dashboards to a Grafana and 1,000 rule groups to a ruler of Loki, both fakes of ours 20 ms away: requests and seconds of the
// first plan and deployment, of a second plan, and of one change. Grafana once with its k8s-style API and once without, as before 12.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { applyPlan, artifactKinds, planTarget } from 'signalbox/program';

const COUNT = 1000;
const AWAY_MS = 20;
const TOKEN = 'token';
const PER_FILE = 20;
const RULER = '/loki/api/v1';

const { fakeGrafana } = await bundled('../support/fake-grafana.ts');
const { fakeRuler } = await bundled('../support/fake-ruler.ts');
console.log(
  `${COUNT} objects, each request ${AWAY_MS} ms`.padEnd(40) +
    ['requests', 'reads', 'writes', 'seconds'].map((one) => one.padStart(10)).join(''),
);
for (const boardsApi of [true, false]) {
  const grafana = await fakeGrafana(TOKEN, { boardsApi });
  await measure(boardsApi ? 'Grafana 12 and newer' : 'Grafana before 12', 'grafana', grafana.url, boards);
  await grafana.stop();
}
const ruler = await rulerOfLoki();
await measure('ruler of Loki', 'loki', ruler.url, rules);
ruler.stop();

async function measure(name, server, url, artifactsOf) {
  const near = await twentyMillisecondsTo(url);
  const reach = { [server]: { by: 'api', connection: connection(near.url) } };
  const target = {
    address: 'estate/target/live',
    name: 'live',
    origin: {},
    environment: { name: 'production', servers: {} },
    reach,
    confirm: [],
  };
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-deploy-'));
  const io = {
    baseDirectory: folder,
    env: {},
    secret: () => TOKEN,
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    timeoutMs: 30_000,
    proxyFor: () => undefined,
  };
  const [first, second] = [artifactsOf(''), artifactsOf(' again')];
  const plan = async (artifacts) => planTarget(target, artifacts, artifactKinds, io);
  const planned = await timed(near, `${name}: first plan`, () => plan(first));
  done(await timed(near, `${name}: deployment`, () => applyPlan(planned, target, io)));
  await timed(near, `${name}: second plan`, () => plan(first));
  const one = await plan([...second.slice(0, 1), ...first.slice(1)]);
  done(await timed(near, `${name}: one change`, () => applyPlan(one, target, io)));
  near.stop();
  await rm(folder, { recursive: true, force: true });
}

function done({ status, failure }) {
  if (status !== 'done') throw failure ?? new Error(status);
}

async function timed(near, name, work) {
  near.counts.reads = near.counts.writes = 0;
  const begin = performance.now();
  const value = await work();
  const { reads, writes } = near.counts;
  const cells = [reads + writes, reads, writes, ((performance.now() - begin) / 1000).toFixed(1)];
  console.log(name.padEnd(40) + cells.map((one) => String(one).padStart(10)).join(''));
  return value;
}

function boards(more) {
  const folder = { uid: 'shop', title: 'Shop' };
  const panel = {
    id: 1,
    type: 'timeseries',
    title: 'P',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    targets: [{ refId: 'A', expr: 'up' }],
  };
  const board = (index) => {
    const title = `Board ${index}${index === 0 ? more : ''}`;
    return { id: null, uid: `board-${index}`, title, tags: [], schemaVersion: 42, panels: [panel] };
  };
  const all = Array.from({ length: COUNT }, (_, index) =>
    artifact('grafana', 'dashboard', `dashboards/shop/board-${index}`, { folderUid: 'shop', dashboard: board(index) }),
  );
  return [...all, artifact('grafana', 'folder', 'folders/shop', folder)];
}

function rules(more) {
  const group = (index) =>
    `  - name: group-${index}\n    rules:\n      - alert: Errors${index}\n        expr: 'count_over_time({app="shop"} |= "${index}${index === 0 ? more : ''}" [5m]) > 0'\n`;
  return Array.from({ length: COUNT / PER_FILE }, (_, file) => {
    const groups = Array.from({ length: PER_FILE }, (_unused, index) => group(file * PER_FILE + index)).join('');
    return {
      ...artifact('loki', 'rules', `rules/file-${file}`),
      path: `loki/rules/file-${file}.yaml`,
      text: `groups:\n${groups}`,
    };
  });
}

function artifact(server, kind, path, content) {
  const from = ['shop/service/shop'];
  return {
    kind: `${server}-${kind}`,
    server,
    environment: 'production',
    path: `${server}/${path}.json`,
    content,
    text: '',
    from,
  };
}

function connection(url) {
  const nothing = { basicAuth: undefined, headers: {}, tls: undefined, proxy: undefined, timeoutMs: undefined };
  return { ...nothing, url, token: { kind: 'secret', env: 'TOKEN' } };
}

/** Passes every request on after a while, and counts. */
async function twentyMillisecondsTo(url) {
  const counts = { reads: 0, writes: 0 };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    counts[request.method === 'GET' ? 'reads' : 'writes'] += 1;
    await new Promise((later) => setTimeout(later, AWAY_MS));
    const { method, headers } = request;
    const sent = Object.fromEntries(
      ['authorization', 'content-type'].flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])),
    );
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
    const answer = await fetch(url + request.url, { method, headers: sent, ...body });
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      .end(await answer.text());
  });
  return { counts, ...(await listening(server)) };
}

/** Rules are held, and never run: whoever asks how they do is told that nobody knows. */
async function rulerOfLoki() {
  const ruler = fakeRuler(RULER);
  return listening(
    createServer(async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      const known = request.url.startsWith(RULER);
      const { status, text } = known
        ? ruler.answer(request.method, request.url, Buffer.concat(parts).toString('utf8'))
        : { status: 404, text: 'not found' };
      response.writeHead(status).end(text);
    }),
  );
}

async function listening(server) {
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = () => server.close() && server.closeAllConnections();
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

/** A TypeScript module of the tests. */
async function bundled(path) {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  const outfile = join(folder, 'module.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  const module = await import(pathToFileURL(outfile).href);
  await rm(folder, { recursive: true });
  return module;
}
