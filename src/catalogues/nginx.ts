/**
 * nginx-prometheus-exporter for open-source NGINX (the stub_status page), read from collector/nginx.go and the README's
 * "Exported Metrics". NGINX Plus has its own, longer list, which is not here.
 */
import { catalogue } from './catalogue.ts';
import { counter, foreignCounter, gauge } from './recipe.ts';

/** https://github.com/nginx/nginx-prometheus-exporter/blob/1ec4c013c1a997393f8f9e7cdac4dccd2bcfa563/collector/nginx.go */
export const NGINX_EXPORTER_VERSION = '1ec4c013c1a9';

/** Connections and requests of one NGINX. stub_status knows no response codes and no durations: take those from the access log. */
export const nginx = catalogue({
  name: 'nginx-prometheus-exporter',
  version: NGINX_EXPORTER_VERSION,
  source: 'https://github.com/nginx/nginx-prometheus-exporter/blob/1ec4c013c1a997393f8f9e7cdac4dccd2bcfa563/collector/nginx.go',
  metrics: () => ({
    nginx_up: gauge('Status of the last metric scrape: 1 for a successful scrape and 0 for a failed one.'),
    nginx_connections_accepted: foreignCounter('Accepted client connections.'),
    nginx_connections_handled: foreignCounter('Handled client connections.'),
    nginx_connections_active: gauge('Active client connections.'),
    nginx_connections_reading: gauge('Connections where NGINX is reading the request header.'),
    nginx_connections_writing: gauge('Connections where NGINX is writing the response back to the client.'),
    nginx_connections_waiting: gauge('Idle client connections.'),
    nginx_http_requests_total: counter('Total http requests.'),
  }),
});
