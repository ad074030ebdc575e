/// The connector `document`: PDFs from HTML templates, with jmustache, jsoup, openhtmltopdf and PDFBox. No class of these
/// is loaded before the first document.
package dev.connectorproxy.connector.document;
