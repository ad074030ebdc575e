/// Requests and responses of the development server: JSON bodies, masked secrets, and the failures.
package dev.connectorproxy.devserver.api;
