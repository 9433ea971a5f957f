// SPDX-License-Identifier: Apache-2.0
#include "report/render.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <numbers>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <pango/pangocairo.h>
#include <png.h>
#include <sys/mman.h>

#include "base/expects.h"
#include "base/file.h"

// Fontconfig keeps the fonts it has found until the program ends, by design; a leak checker, where
// one is linked, is told so. Without one nothing calls this.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { // NOLINT(bugprone-reserved-identifier)
    return "leak:libfontconfig\n";
}

namespace filiform::report {

namespace {

constexpr double points_per_mm = 72.0 / 25.4;

struct Closer {
    void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
    void operator()(cairo_t* c) const { cairo_destroy(c); }
    void operator()(PangoLayout* l) const { g_object_unref(l); }
    void operator()(PangoContext* c) const { g_object_unref(c); }
    void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
    void operator()(cairo_font_options_t* o) const { cairo_font_options_destroy(o); }
};
using Surface = std::unique_ptr<cairo_surface_t, Closer>;
using Cairo = std::unique_ptr<cairo_t, Closer>;
using Layout = std::unique_ptr<PangoLayout, Closer>;
using Context = std::unique_ptr<PangoContext, Closer>;
using FontDescription = std::unique_ptr<PangoFontDescription, Closer>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Closer>;

/// Texts are laid out in points without hinting, whatever they are painted on, so that a box
/// measured once holds on paper and on a screen alike.
Context make_context() {
    Context context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const FontOptions options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    return context;
}

Layout make_layout(const std::string& text, const TextStyle& style, double wrap_mm, Align align) {
    // Pango's font map is one per thread, and so is what hangs on it.
    thread_local const Context context = make_context();
    Layout layout(pango_layout_new(context.get()));
    const FontDescription font(pango_font_description_new());
    pango_font_description_set_family(font.get(),
                                      style.is_condensed ? "DejaVu Sans Condensed" : "DejaVu Sans");
    pango_font_description_set_absolute_size(font.get(), style.size_pt * PANGO_SCALE);
    if (style.weight == Weight::Bold)
        pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    if (style.is_italic)
        pango_font_description_set_style(font.get(), PANGO_STYLE_OBLIQUE);
    if (style.is_condensed)
        pango_font_description_set_stretch(font.get(), PANGO_STRETCH_SEMI_CONDENSED);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    if (wrap_mm > 0) {
        pango_layout_set_width(
            layout.get(), static_cast<int>(std::lround(wrap_mm * points_per_mm * PANGO_SCALE)));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        const PangoAlignment side = align == Align::Left     ? PANGO_ALIGN_LEFT
                                    : align == Align::Centre ? PANGO_ALIGN_CENTER
                                                             : PANGO_ALIGN_RIGHT;
        pango_layout_set_alignment(layout.get(), side);
    }
    return layout;
}

TextSize size_of(PangoLayout* layout) {
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    const double scale = PANGO_SCALE * points_per_mm;
    return {logical.width / scale, logical.height / scale};
}

void set_colour(cairo_t* c, const Colour& colour) {
    cairo_set_source_rgba(c, colour.red, colour.green, colour.blue, colour.opacity);
}

void trace(cairo_t* c, const Outline& outline) {
    cairo_new_path(c);
    for (const Line& line : outline) {
        bool is_first = true;
        for (const Spot& spot : line.spots) {
            if (is_first)
                cairo_move_to(c, spot.x, spot.y);
            else
                cairo_line_to(c, spot.x, spot.y);
            is_first = false;
        }
        if (line.is_closed)
            cairo_close_path(c);
    }
}

/// Parallel lines over the square around a clip, through multiples of the spacing so that areas
/// side by side share one pattern.
void hatch_lines(cairo_t* c, const Area& area, double turn, double spacing) {
    const Spot across{-std::sin(turn), std::cos(turn)};
    const Spot along{std::cos(turn), std::sin(turn)};
    const double reach = std::hypot(area.width, area.height) / 2;
    const Spot middle = area.centre();
    const double offset = middle.x * across.x + middle.y * across.y;
    const int first = static_cast<int>(std::ceil((offset - reach) / spacing));
    const int last = static_cast<int>(std::floor((offset + reach) / spacing));
    for (int i = first; i <= last; ++i) {
        const Spot on = middle + across * (i * spacing - offset);
        const Spot a = on - along * reach;
        const Spot b = on + along * reach;
        cairo_move_to(c, a.x, a.y);
        cairo_line_to(c, b.x, b.y);
    }
    cairo_stroke(c);
}

void hatch_dots(cairo_t* c, const Area& area, double spacing, double radius) {
    const int top = static_cast<int>(std::ceil(area.y / spacing));
    const int bottom = static_cast<int>(std::floor(area.bottom() / spacing));
    const int left = static_cast<int>(std::ceil(area.x / spacing)) - 1;
    const int right = static_cast<int>(std::floor(area.right() / spacing));
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column) {
            const double shift = row % 2 == 0 ? 0 : 0.5;
            cairo_new_sub_path(c);
            cairo_arc(c, (column + shift) * spacing, row * spacing, radius, 0,
                      2 * std::numbers::pi);
        }
    cairo_fill(c);
}

/// Paints marks on one Cairo surface whose unit is the millimetre.
class Painter {
  public:
    explicit Painter(cairo_t* cairo) : c_(cairo) {
        cairo_set_line_join(c_, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(c_, CAIRO_LINE_CAP_BUTT);
        cairo_set_fill_rule(c_, CAIRO_FILL_RULE_EVEN_ODD);
    }

    void operator()(const FillMark& mark) const {
        trace(c_, mark.outline);
        set_colour(c_, mark.colour);
        cairo_fill(c_);
    }

    void operator()(const StrokeMark& mark) const {
        trace(c_, mark.outline);
        set_colour(c_, mark.stroke.colour);
        cairo_set_line_width(c_, mark.stroke.width_mm);
        const double w = std::max(mark.stroke.width_mm, 0.15);
        const double dashes[4] = {w * 4.5, w * 2.6, w, w * 2.6};
        const double dots[2] = {w * 0.01, w * 2.4};
        switch (mark.stroke.dash) {
        case Dash::Solid:
            break;
        case Dash::Dashed:
            cairo_set_dash(c_, dashes, 2, 0);
            break;
        case Dash::DashDot:
            cairo_set_dash(c_, dashes, 4, 0);
            break;
        case Dash::Dotted:
            cairo_set_line_cap(c_, CAIRO_LINE_CAP_ROUND);
            cairo_set_dash(c_, dots, 2, 0);
            break;
        }
        cairo_stroke(c_);
        cairo_set_dash(c_, nullptr, 0, 0);
        cairo_set_line_cap(c_, CAIRO_LINE_CAP_BUTT);
    }

    void operator()(const HatchMark& mark) const {
        cairo_save(c_);
        trace(c_, mark.outline);
        double x0 = 0;
        double y0 = 0;
        double x1 = 0;
        double y1 = 0;
        cairo_path_extents(c_, &x0, &y0, &x1, &y1);
        cairo_clip(c_);
        const Area area{x0, y0, x1 - x0, y1 - y0};
        set_colour(c_, mark.colour);
        cairo_set_line_width(c_, mark.width_mm);
        const double quarter = std::numbers::pi / 4;
        switch (mark.hatch) {
        case Hatch::None:
            break;
        case Hatch::Rising:
            hatch_lines(c_, area, -quarter, mark.spacing_mm);
            break;
        case Hatch::Falling:
            hatch_lines(c_, area, quarter, mark.spacing_mm);
            break;
        case Hatch::Level:
            hatch_lines(c_, area, 0, mark.spacing_mm);
            break;
        case Hatch::Upright:
            hatch_lines(c_, area, 2 * quarter, mark.spacing_mm);
            break;
        case Hatch::Crossed:
            hatch_lines(c_, area, -quarter, mark.spacing_mm);
            hatch_lines(c_, area, quarter, mark.spacing_mm);
            break;
        case Hatch::Grid:
            hatch_lines(c_, area, 0, mark.spacing_mm);
            hatch_lines(c_, area, 2 * quarter, mark.spacing_mm);
            break;
        case Hatch::Dots:
            hatch_dots(c_, area, mark.spacing_mm, mark.width_mm * 1.3);
            break;
        }
        cairo_restore(c_);
    }

    void operator()(const TextMark& mark) const {
        const Layout layout =
            make_layout(mark.text, mark.style, mark.is_wrapped ? mark.box.width : 0, mark.align);
        cairo_save(c_);
        cairo_translate(c_, mark.box.x, mark.box.y);
        cairo_scale(c_, 1 / points_per_mm, 1 / points_per_mm);
        cairo_move_to(c_, 0, 0);
        if (mark.halo_mm > 0) {
            pango_cairo_layout_path(c_, layout.get());
            set_colour(c_, mark.halo);
            cairo_set_line_width(c_, 2 * mark.halo_mm * points_per_mm);
            cairo_stroke(c_);
            cairo_move_to(c_, 0, 0);
        }
        set_colour(c_, mark.style.colour);
        pango_cairo_show_layout(c_, layout.get());
        cairo_restore(c_);
    }

    void operator()(const PictureMark& mark) const {
        const Picture& picture = mark.picture;
        if (picture.width <= 0 || picture.height <= 0)
            return;
        const Surface surface(
            cairo_image_surface_create(CAIRO_FORMAT_ARGB32, picture.width, picture.height));
        auto* pixels = cairo_image_surface_get_data(surface.get());
        const int stride = cairo_image_surface_get_stride(surface.get());
        for (int y = 0; y < picture.height; ++y) {
            auto* row = reinterpret_cast<std::uint32_t*>(pixels + std::ptrdiff_t{y} * stride);
            for (int x = 0; x < picture.width; ++x) {
                const std::uint8_t* from =
                    &picture.rgba[4 * (static_cast<std::size_t>(y) *
                                           static_cast<std::size_t>(picture.width) +
                                       static_cast<std::size_t>(x))];
                const std::uint32_t a = from[3];
                const auto mixed = [a](std::uint32_t v) { return (v * a + 127) / 255; };
                row[x] = a << 24 | mixed(from[0]) << 16 | mixed(from[1]) << 8 | mixed(from[2]);
            }
        }
        cairo_surface_mark_dirty(surface.get());
        cairo_save(c_);
        cairo_translate(c_, mark.area.x, mark.area.y);
        cairo_scale(c_, mark.area.width / picture.width, mark.area.height / picture.height);
        cairo_set_source_surface(c_, surface.get(), 0, 0);
        cairo_pattern_set_filter(cairo_get_source(c_), CAIRO_FILTER_BILINEAR);
        cairo_pattern_set_extend(cairo_get_source(c_), CAIRO_EXTEND_PAD);
        cairo_rectangle(c_, 0, 0, picture.width, picture.height);
        cairo_fill(c_);
        cairo_restore(c_);
    }

    void operator()(const ClipBegin& mark) const {
        cairo_save(c_);
        trace(c_, mark.outline);
        cairo_clip(c_);
    }

    void operator()(const ClipEnd&) const { cairo_restore(c_); }

  private:
    cairo_t* c_;
};

void paint(cairo_t* c, const Drawing& drawing) {
    const Painter painter(c);
    for (const Mark& mark : drawing.marks)
        std::visit(painter, mark);
}

/// Cairo keeps its first failure to itself and paints nothing from there on.
void expect_painted(cairo_t* c, cairo_surface_t* surface) {
    for (const cairo_status_t status : {cairo_status(c), cairo_surface_status(surface)}) {
        if (status == CAIRO_STATUS_NO_MEMORY)
            throw std::bad_alloc();
        base::expects(status == CAIRO_STATUS_SUCCESS, cairo_status_to_string(status));
    }
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
    auto* bytes = static_cast<std::vector<std::byte>*>(closure);
    const auto* from = reinterpret_cast<const std::byte*>(data);
    try {
        bytes->insert(bytes->end(), from, from + length);
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY; // nothing is thrown through C
    }
    return CAIRO_STATUS_SUCCESS;
}

Surface paint_pixels(const Drawing& drawing, double pixels_per_mm, const Colour& paper) {
    base::expects(pixels_per_mm > 0, "a picture has pixels");
    const int width = std::max(1, static_cast<int>(std::lround(drawing.width_mm * pixels_per_mm)));
    const int height =
        std::max(1, static_cast<int>(std::lround(drawing.height_mm * pixels_per_mm)));
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Cairo c(cairo_create(surface.get()));
    set_colour(c.get(), with_opacity(paper, 1));
    cairo_paint(c.get());
    cairo_scale(c.get(), pixels_per_mm, pixels_per_mm);
    paint(c.get(), drawing);
    cairo_surface_flush(surface.get());
    expect_painted(c.get(), surface.get());
    return surface;
}

} // namespace

void expect_memory_to_draw() {
    constexpr std::size_t most_bytes = 192U << 20U;
    void* const room =
        ::mmap(nullptr, most_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        throw std::bad_alloc();
    ::munmap(room, most_bytes);
}

void prepare_to_draw() {
    expect_memory_to_draw();
    (void)measure("A", TextStyle{}, 0);
}

TextSize measure(const std::string& text, const TextStyle& style, double wrap_mm) {
    return size_of(make_layout(text, style, wrap_mm, Align::Left).get());
}

std::vector<std::byte> png(const Drawing& drawing, double pixels_per_mm, const Colour& paper) {
    const Surface surface = paint_pixels(drawing, pixels_per_mm, paper);
    const int width = cairo_image_surface_get_width(surface.get());
    const int height = cairo_image_surface_get_height(surface.get());
    const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    std::vector<std::uint8_t> rgb;
    rgb.reserve(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        const auto* row =
            reinterpret_cast<const std::uint32_t*>(pixels + std::ptrdiff_t{y} * stride);
        for (int x = 0; x < width; ++x)
            for (const int shift : {16, 8, 0})
                rgb.push_back(static_cast<std::uint8_t>(row[x] >> shift));
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST; // a third of the time for a twentieth more bytes
    std::vector<std::byte> bytes(PNG_IMAGE_PNG_SIZE_MAX(image));
    png_alloc_size_t length = bytes.size();
    const int is_written =
        png_image_write_to_memory(&image, bytes.data(), &length, 0, rgb.data(), 0, nullptr);
    base::expects(is_written != 0, "a picture fits the room libpng asks for");
    bytes.resize(length);
    return bytes;
}

Picture rasterise(const Drawing& drawing, double pixels_per_mm) {
    const Surface surface = paint_pixels(drawing, pixels_per_mm, {1, 1, 1, 1});
    Picture picture{cairo_image_surface_get_width(surface.get()),
                    cairo_image_surface_get_height(surface.get()),
                    {}};
    const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < picture.height; ++y) {
        const auto* row =
            reinterpret_cast<const std::uint32_t*>(pixels + std::ptrdiff_t{y} * stride);
        for (int x = 0; x < picture.width; ++x)
            picture.rgba.insert(picture.rgba.end(), {static_cast<std::uint8_t>(row[x] >> 16),
                                                     static_cast<std::uint8_t>(row[x] >> 8),
                                                     static_cast<std::uint8_t>(row[x]), 255});
    }
    return picture;
}

std::vector<std::byte> pdf(std::span<const Drawing> pages, const std::string& title) {
    base::expects(!pages.empty(), "a PDF has a page");
    std::vector<std::byte> bytes;
    {
        const Surface surface(cairo_pdf_surface_create_for_stream(
            append, &bytes, pages.front().width_mm * points_per_mm,
            pages.front().height_mm * points_per_mm));
        cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "filiform");
        // The clock has no place in a plan: the same plan gives the same file.
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                       "2000-01-01T00:00:00Z");
        const Cairo c(cairo_create(surface.get()));
        for (const Drawing& page : pages) {
            cairo_pdf_surface_set_size(surface.get(), page.width_mm * points_per_mm,
                                       page.height_mm * points_per_mm);
            cairo_save(c.get());
            cairo_scale(c.get(), points_per_mm, points_per_mm);
            paint(c.get(), page);
            cairo_restore(c.get());
            cairo_show_page(c.get());
        }
        cairo_surface_finish(surface.get());
        expect_painted(c.get(), surface.get());
    }
    return bytes;
}

std::string svg(const Drawing& drawing) {
    std::vector<std::byte> bytes;
    {
        const Surface surface(cairo_svg_surface_create_for_stream(
            append, &bytes, drawing.width_mm * points_per_mm, drawing.height_mm * points_per_mm));
        const Cairo c(cairo_create(surface.get()));
        cairo_scale(c.get(), points_per_mm, points_per_mm);
        paint(c.get(), drawing);
        cairo_surface_finish(surface.get());
        expect_painted(c.get(), surface.get());
    }
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

base::Result<void> save_png(const std::filesystem::path& path, const Drawing& drawing,
                            double pixels_per_mm) {
    return base::save_file(path, png(drawing, pixels_per_mm));
}

} // namespace filiform::report
