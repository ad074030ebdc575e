/// The bytes of HTTP/1.1 responses (RFC 9112): heads, framing and bodies, with a limit on each (decision 0007).
package dev.connectorproxy.egress.http1;
