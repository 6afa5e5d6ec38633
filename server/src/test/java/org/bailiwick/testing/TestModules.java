package org.bailiwick.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Jobs;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.Secrets;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.signin.Providers;
import org.bailiwick.signin.ProvidersForTests;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

/** The domain modules over a test database, without web and without a work loop: tests run due work by hand. */
public final class TestModules implements AutoCloseable, Beans {
    private static final String[] MODULES = {"ledger", "tenant", "authority", "estate", "approval", "connector",
        "catalogue", "register", "change", "decision", "bulk", "template", "finding", "drift", "risk", "pattern",
        "lifecycle",
        "remediation"};

    private static final int MOST_CLASSES = 8192;

    /** The same classes for every test: each is read once. */
    private static final CachingMetadataReaderFactory CLASSES = new CachingMetadataReaderFactory();

    static {
        CLASSES.setCacheLimit(MOST_CLASSES);
    }

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final PlatformForTests platform;

    private TestModules(TestDatabase database, Consumer<GenericApplicationContext> more) {
        platform = database.platform();
        context.getEnvironment().getPropertySources().addFirst(
                new MapPropertySource("test",
                        Map.of("bailiwick.change.settling", "0ms", "bailiwick.keycloak.requests-per-second", "10000",
                                "bailiwick.var",
                                "target/test-modules-" + TestFork.number())));
        context.registerBean(PropertySourcesPlaceholderConfigurer.class);
        context.getBeanFactory().setConversionService(
                ApplicationConversionService.getSharedInstance());
        context.registerBean(Transactions.class, platform::transactions);
        context.registerBean(PlatformClock.class, platform::clock);
        context.registerBean(Ids.class, platform::ids);
        context.registerBean(Work.class, platform::work);
        context.registerBean(Jobs.class, platform::jobs);
        context.registerBean(Secrets.class, platform::secrets);
        context.registerBean(Providers.class, () -> ProvidersForTests.over(platform));
        more.accept(context);
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.setMetadataReaderFactory(CLASSES);
        scanner.addExcludeFilter(
                new RegexPatternTypeFilter(Pattern.compile(".*(Api|Pages|Lists|Loop|Configuration|Tests.*)")));
        for (var module : MODULES) {
            scanner.scan("org.bailiwick." + module);
        }
        // Of sign-in only who the providers are, which the register asks; the rest of it needs a web server.
        var providers = new ClassPathBeanDefinitionScanner(context, false);
        providers.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.Provider(s|Store)")));
        providers.scan("org.bailiwick.signin");
        context.refresh();
    }

    /** @param more further beans, also in place of scanned ones */
    public static TestModules over(TestDatabase database, Consumer<GenericApplicationContext> more) {
        return new TestModules(database, more);
    }

    @Override
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** Claims what is due once and carries it out on this thread; returns how many pieces there were. */
    public int runDueWork() {
        return runDueWork(kind -> true);
    }

    /** As {@link #runDueWork()}; work of other kinds is taken as done. */
    public int runDueWork(Predicate<String> kinds) {
        return platform.runDueWork(context.getBeansOfType(WorkHandler.class).values().stream()
                .map(handler -> kinds.test(handler.kind()) ? handler : new TakenAsDone(handler.kind())).toList());
    }

    private record TakenAsDone(String kind) implements WorkHandler {
        @Override
        public Outcome handle(WorkItem item) {
            return Outcome.done();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
