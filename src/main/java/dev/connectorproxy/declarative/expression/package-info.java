/// JSONata over JSON values, bounded in time, depth and size.
package dev.connectorproxy.declarative.expression;
