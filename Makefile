# The front door. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help build run test crash lint format bench load image clean

JAVA_HOME := $(shell sh etc/find-jdk.sh)
export JAVA_HOME
export MAVEN_OPTS += --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED

MVN   := mvn -B -ntp -q
JAVA  := $(JAVA_HOME)/bin/java
JAR   := target/connector-proxy.jar
TESTS := target/test-classes:target/classes:target/libs/*
AOT   := target/connector-proxy.aot
# where the libraries of the tests are
TESTPATH := target/test.classpath
# the same flags make the AOT cache and use it
FLAGS := -XX:+UseSerialGC -Xmx512m -XX:+ExitOnOutOfMemoryError

jdk:
	@test -n "$(JAVA_HOME)" || exit 1
.PHONY: jdk

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 11

build: $(JAR) ## compile and package target/connector-proxy.jar and target/libs
$(JAR): pom.xml $(shell find src/main src/kit etc/examples -type f -not -path '*/target/*') | jdk
	@test ! pom.xml -nt target/libs || rm -rf target/libs # else libraries of other versions stay beside the new ones
	@$(MVN) package -Dmaven.test.skip=true
	@touch $(JAR)

$(AOT): $(JAR) etc/aot-train.sh
	@sh etc/aot-train.sh "$(JAVA)" $(JAR) $(AOT) $(FLAGS)

$(TESTPATH): pom.xml | jdk
	@mkdir -p $(@D)
	@$(MVN) dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=$@

run: $(AOT) ## build, then listen on http://localhost:8200, with loopback targets allowed (Ctrl-C ends it)
	@exec $(JAVA) $(FLAGS) -XX:AOTCache=$(AOT) '-Xlog:aot*=error' -jar $(JAR) --config etc/examples/development.yaml

test: | jdk ## run all tests
	@mvn -B -ntp verify

mutation: | jdk ## change the code of one package bit by bit and see which changes its own tests notice (ARGS=secrets)
	@test -n "$(ARGS)" || { echo "name a package: make mutation ARGS=secrets"; exit 1; }
	@nice mvn -B -ntp -P mutation -Dmutation.package=$(ARGS) test-compile org.pitest:pitest-maven:mutationCoverage
.PHONY: mutation

mutants: | jdk ## change the code of the payment providers bit by bit and list which changes the conformance kit notices (ARGS='generic wise')
	@$(MVN) test-compile
	@sh etc/mutants.sh $(ARGS)
.PHONY: mutants

RUNS ?= 200
crash: $(AOT) $(TESTPATH) ## kill -9 the jar RUNS times (200) with H2 and as often with PostgreSQL (ARGS='--stores h2')
	@$(MVN) test-compile
	@$(JAVA) -cp "target/test-classes:target/classes:$$(cat $(TESTPATH))" dev.connectorproxy.CrashRuns --runs $(RUNS) $(ARGS)

CHAOS = $(if $(filter --attackers,$(ARGS)),bench.AttackedProxy,chaos.Chaos)
chaos: $(AOT) $(TESTPATH) ## kill or pause one of 3 replicas on one PostgreSQL every 5 s under load (ARGS='--seconds 170 --rate 20'), or one caller beside three attackers (ARGS=--attackers)
	@$(MVN) test-compile
	@$(JAVA) -cp "target/test-classes:target/classes:$$(cat $(TESTPATH))" dev.connectorproxy.$(CHAOS) $(ARGS)
.PHONY: chaos

rolling: $(AOT) | jdk ## restart two instances behind nginx (deploy/nginx.conf) in turn under load: no call may fail (ARGS='--rounds 10')
	@$(MVN) test-compile
	@$(JAVA) -cp target/test-classes dev.connectorproxy.bench.RollingRestart $(ARGS)
.PHONY: rolling

e2e: $(JAR) | jdk ## try every action of the workbench in a real Chromium (CHROMIUM=/usr/bin/chromium); its pictures go to target/workbench
	@mvn -B -ntp -P e2e test-compile surefire:test -Dtest='*E2E' -Dsurefire.failIfNoSpecifiedTests=false
.PHONY: e2e

connector-pages: $(TESTPATH) ## write the pages about the bundled connectors, etc/docs/connectors, again
	@$(MVN) test-compile
	@$(JAVA) -cp "target/test-classes:target/classes:$$(cat $(TESTPATH))" dev.connectorproxy.docs.ConnectorPages
.PHONY: connector-pages

vendor-description: $(TESTPATH) ## reduce the API description of a vendor for the tests (ARGS='github api.json 9 SOURCE LICENCE', and FROM=TO to replace a text in paths)
	@$(MVN) test-compile
	@$(JAVA) -cp "target/test-classes:target/classes:$$(cat $(TESTPATH))" dev.connectorproxy.declarative.bundled.VendorReduction $(ARGS)
.PHONY: vendor-description

lint: | jdk ## check the formatting, and compile with warnings as errors
	@$(MVN) spotless:check test-compile

format: | jdk ## format the sources
	@$(MVN) spotless:apply

bench: $(AOT) | jdk ## measure against nginx in one run, then dev-bench and long-bench (about 11 minutes; ARGS=--quick for two, ARGS=--starts for starts alone, ARGS=--files for connector files alone)
	@$(MVN) test-compile
	@$(JAVA) -cp target/test-classes dev.connectorproxy.bench.Bench $(ARGS)
	@$(JAVA) $(FLAGS) -cp '$(TESTS)' dev.connectorproxy.bench.DevFetch
	@$(MAKE) --no-print-directory long-bench

dev-bench: $(JAR) | jdk ## only one part of bench: the CPU of a fetch through the development server
	@$(MVN) test-compile
	@$(JAVA) $(FLAGS) -cp '$(TESTS)' dev.connectorproxy.bench.DevFetch
.PHONY: dev-bench

long-bench: $(AOT) $(TESTPATH) | jdk ## only the part of bench about long-running tasks, with H2 and with PostgreSQL (about 3 minutes)
	@$(MVN) test-compile
	@$(JAVA) $(FLAGS) -cp "target/test-classes:target/classes:$$(cat $(TESTPATH))" dev.connectorproxy.bench.LongBench

long-away: $(AOT) $(TESTPATH) | jdk ## SpiffArena away for an hour with 10,000 callbacks waiting, then back (about 4 minutes; ARGS=1000 for fewer)
	@$(MVN) test-compile
	@$(JAVA) $(FLAGS) -cp "target/test-classes:target/classes:$$(cat $(TESTPATH))" dev.connectorproxy.bench.LongAway $(ARGS)
.PHONY: long-bench long-away

load: $(AOT) | jdk ## 256 connections for 60 s with dead and slow targets among them
	@$(MVN) test-compile
	@$(JAVA) -cp target/test-classes dev.connectorproxy.bench.LoadCheck $(ARGS)

dev-demo: $(JAR) | jdk ## start servers that behave as generic, stripe and wise do, and say how to reach them (Ctrl-C ends it; ARGS='--faults 20')
	@$(MVN) test-compile
	@exec $(JAVA) -cp '$(TESTS)' dev.connectorproxy.demo.DevDemo $(ARGS)
.PHONY: dev-demo

dev-chaos: $(JAR) | jdk ## 64 clients page through, reset, set, replace and delete 8 connectors for 60 s (ARGS='--seconds 10')
	@$(MVN) test-compile
	@$(JAVA) -cp '$(TESTS)' dev.connectorproxy.devserver.DevServerChaos $(ARGS)
.PHONY: dev-chaos

walk: $(JAR) | jdk ## 100,000 payments of each provider, pages of 1 to 1,000, crashed and restarted (ARGS='--payments 5000 wise')
	@$(MVN) test-compile
	@$(JAVA) -Xmx512m -cp '$(TESTS)' dev.connectorproxy.walk.Walks $(ARGS)
.PHONY: walk

image: ## build the container image connector-proxy:latest
	docker build -f deploy/Dockerfile -t connector-proxy:latest .

clean: ## remove target/
	@rm -rf target
