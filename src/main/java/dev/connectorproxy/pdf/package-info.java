/// PDFs of HTML templates, for every connector that makes them: with jmustache, jsoup, openhtmltopdf and PDFBox, none of which
/// is loaded before the first document.
package dev.connectorproxy.pdf;
