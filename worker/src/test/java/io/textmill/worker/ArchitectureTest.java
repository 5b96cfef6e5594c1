package io.textmill.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers of the worker, as docs and package pages promise them. */
class ArchitectureTest {
    private static final String ROOT = "io.textmill.worker";

    private static JavaClasses worker;

    @BeforeAll
    static void readClasses() {
        worker = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void theEngineKnowsKafkaOnly() {
        classes()
                .that()
                .resideInAPackage("..worker.engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "..worker.engine..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.io..",
                        "java.nio..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(worker);
    }

    /** What decides takes facts and returns values; who asks the brokers, the time or a thread stands around it. */
    @Test
    void theEnginesCoreKnowsNoClientNoClockAndNoThread() {
        String core = "(Ledger|Frontier|Checkpoint|Tenure|PartitionRun|Pending|Recovery|RetryTier|RetryRecord|Verdict)";
        noClasses()
                .that()
                .haveNameMatching(".*\\.engine\\." + core + "(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(Consumer|KafkaConsumer|Producer|KafkaProducer|Admin|Clients|Transactions"
                        + "|InstantSource|Clock|Ticker|Thread|VirtualThreads|Hands)")
                .check(worker);
    }

    @Test
    void providersKnowNoKafkaNoTaskAndNoCaller() {
        noClasses()
                .that()
                .resideInAPackage("..worker.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "..worker.task..",
                        "..worker.caller..",
                        "..worker.engine..",
                        "..worker.job..",
                        "..worker.config..")
                .check(worker);
    }

    @Test
    void vendorsDoNotKnowEachOther() {
        slices().matching("..worker.provider.(*)..")
                .should()
                .notDependOnEachOther()
                .check(worker);
    }

    @Test
    void tasksAndTextsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage("..worker.task..", "..worker.text..", "..worker.quota..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..", "org.apache.kafka..", "..worker.caller..", "..worker.engine..", "..worker.job..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(worker);
    }

    @Test
    void onlyTheCompositionRootReadsEnvironmentAndSystemClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(worker);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.textmill.worker.(*)..").should().beFreeOfCycles().check(worker);
    }
}
