import type { MimirServer } from '../../model/environment.ts';

type Blocks = Readonly<Record<string, unknown>>;

/** What a process says of itself where copies are spread over zones; `-config.expand-env=true` puts it in. */
const ZONE = `\${ZONE}`;
const MEMBERS = 'dns+mimir-gossip-ring:7946';

/** Who finds whom: one process itself, in memory; many each other, by memberlist. */
export function rings(server: MimirServer): Blocks {
  const ring = ringOf(server);
  const copies = { replication_factor: server.replicationFactor };
  const zone = zoneOf(server);
  return {
    ...(server.form === 'distributed' && { memberlist: { join_members: [MEMBERS] } }),
    ingester: {
      ring: { ...ring, ...(server.kafka ? {} : copies), ...zone },
      ...(server.kafka && { partition_ring: kvstore(server), push_grpc_method_enabled: false }),
    },
    store_gateway: { sharding_ring: { ...ring, ...copies, ...zone } },
  };
}

/** For components whose work is spread, and nothing of it copied. */
export function ringOf(server: MimirServer): Blocks {
  // else the ring advertises an address of the network card
  return server.form === 'single' ? { ...kvstore(server), instance_addr: '127.0.0.1' } : kvstore(server);
}

/** Of Alertmanagers, which hold the state of alerts. */
export function stateRing(server: MimirServer): Blocks {
  return { ...ringOf(server), replication_factor: server.replicationFactor, ...zoneOf(server) };
}

export function kvstore({ form }: MimirServer): Blocks {
  return { kvstore: { store: form === 'single' ? 'inmemory' : 'memberlist' } };
}

function zoneOf({ zones }: MimirServer): Blocks {
  return zones.length === 0 ? {} : { zone_awareness_enabled: true, instance_availability_zone: ZONE };
}
