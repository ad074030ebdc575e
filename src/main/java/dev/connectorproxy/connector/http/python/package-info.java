/// JSON, numbers, percent-encoding, forms and XML exactly as the Python libraries behind async-http and connector-http
/// read and write them.
package dev.connectorproxy.connector.http.python;
