/// The provider `dummypay`: a directory of JSON files that plays a payment provider.
package dev.connectorproxy.provider.dummypay;
