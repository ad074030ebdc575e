/// The routes for operators, `/admin`: what is under way, and what can be done about it. Failures are problem+json (RFC 9457).
package dev.connectorproxy.admin;
