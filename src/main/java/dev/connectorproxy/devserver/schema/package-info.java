/// The schemas of a provider's responses, inferred from recorded exchanges, and how they change.
package dev.connectorproxy.devserver.schema;
