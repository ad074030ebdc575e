/// Where the development server keeps things: maps under a lock, bounded histories.
package dev.connectorproxy.devserver.memory;
