import { isSlip } from '../../kernel/nearest.ts';

/** Shorter names differ in one letter by right: `db.name`, `db.named`. */
const LEAST = 8;

/** Names of the semantic conventions that are common, old ones too. https://opentelemetry.io/docs/specs/semconv/registry/attributes/ */
const NAMES: ReadonlySet<string> = new Set([
  ...names('service', 'name namespace version instance.id'),
  ...names('deployment', 'environment environment.name id name'),
  ...names('http', 'method route target host scheme flavor status_code url user_agent client_ip'),
  ...names('http', 'request.method request.method_original request.body.size request.size request.resend_count'),
  ...names('http', 'response.status_code response.body.size response.size connection.state'),
  ...names('http', 'request_content_length response_content_length'),
  ...names('url', 'full path query scheme fragment domain port template original'),
  ...names('server', 'address port'),
  ...names('client', 'address port'),
  ...names('network', 'protocol.name protocol.version transport type peer.address peer.port local.address local.port'),
  ...names('net', 'peer.name peer.port peer.ip host.name host.port transport sock.peer.addr sock.peer.port'),
  ...names('peer', 'service service.name'),
  ...names('rpc', 'system system.name service method grpc.status_code response.status_code'),
  ...names('db', 'system system.name name namespace statement operation operation.name query.text query.summary collection.name'),
  ...names('db', 'sql.table user connection_string response.status_code redis.database_index mongodb.collection'),
  ...names('messaging', 'system operation operation.name operation.type destination destination.name destination_kind'),
  ...names('messaging', 'message.id message_id message.body.size consumer.group.name client.id batch.message_count url'),
  ...names('messaging', 'kafka.message.key kafka.offset kafka.consumer.group kafka.partition destination.partition.id'),
  ...names('exception', 'type message stacktrace escaped'),
  ...names('error', 'type message'),
  ...names('code', 'function function.name namespace filepath file.path lineno line.number column.number stacktrace'),
  ...names('thread', 'id name'),
  ...names('user_agent', 'original name version'),
  ...names('user', 'id name email full_name hash roles'),
  ...names('enduser', 'id role scope pseudo.id'),
  ...names('session', 'id previous_id'),
  ...names('host', 'name id arch type ip image.id image.name'),
  ...names('os', 'name type version description'),
  ...names('process', 'pid command command_line command_args executable.name executable.path owner parent_pid'),
  ...names('process', 'runtime.name runtime.version runtime.description'),
  ...names('container', 'id name image.name image.tag image.tags image.id runtime'),
  ...names('k8s', 'cluster.name cluster.uid namespace.name node.name node.uid pod.name pod.uid pod.ip container.name'),
  ...names('k8s', 'deployment.name deployment.uid statefulset.name daemonset.name replicaset.name job.name cronjob.name'),
  ...names('cloud', 'provider region availability_zone account.id platform resource_id'),
  ...names('telemetry', 'sdk.name sdk.language sdk.version distro.name distro.version'),
  ...names('faas', 'name trigger version instance invocation_id coldstart'),
  ...names('graphql', 'operation.name operation.type document'),
]);

/** The name of a convention that was meant where one letter is wrong, too many, missing or swapped. */
export function meantConvention(name: string): string | undefined {
  if (name.length < LEAST || NAMES.has(name)) return undefined;
  return [...NAMES].find((known) => isSlip(name, known));
}

function names(first: string, rest: string): string[] {
  return rest.split(' ').map((one) => `${first}.${one}`);
}
