/// The routes for operators, `/admin`: the invocations, and the actions on them. Failures are problem+json (RFC 9457).
package dev.connectorproxy.admin;
