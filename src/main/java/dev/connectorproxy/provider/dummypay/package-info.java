/// The provider `dummypay`: a directory of JSON files that acts as a payment provider, for tests.
package dev.connectorproxy.provider.dummypay;
