/// Webhooks: created at the provider, received, and processed step by step.
package dev.connectorproxy.devserver.webhook;
