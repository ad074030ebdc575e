/// The connector `document`: PDFs of HTML templates.
package dev.connectorproxy.connector.document;
