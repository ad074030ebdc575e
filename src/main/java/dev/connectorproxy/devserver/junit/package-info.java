/// JUnit tests that play what the development server has recorded.
package dev.connectorproxy.devserver.junit;
