/// The rows that were fetched, kept by kind and reference, and the pages that brought them: searched, exported, imported.
package dev.connectorproxy.devserver.rows;
