/// The routes under `/v1`, the envelope, and the mapping of failures to responses.
package dev.connectorproxy.proxy;
