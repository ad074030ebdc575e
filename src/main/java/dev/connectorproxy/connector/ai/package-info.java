/// The connector `ai`: language models behind the API of OpenAI, which most others and local servers offer, too.
package dev.connectorproxy.connector.ai;
