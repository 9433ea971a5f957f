// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "geometry/mesh.h"
#include "report/drawing.h"

namespace filiform::report {

/// How a surface looks. Opacity below one makes it translucent.
struct Material {
    std::string name;
    Colour colour;
    double roughness = 0.7;
    double metallic = 0;
};

/// A coloured cloud of points.
struct PointCloud {
    std::vector<geometry::Vec3> points; ///< body frame, mm
    std::vector<Colour> colours;        ///< one per point
};

/// How meshes are written. Plain: for any viewer. Packed: a tenth of the bytes, for viewers that
/// know EXT_meshopt_compression and KHR_mesh_quantization, as browsers' libraries do
/// (glb_packing.h).
enum class Packing { Plain, Packed };

/// Collects meshes as nodes of one scene and writes glTF 2.0 binary.
///
/// Frame: body frame in mm goes in; metres, y up, facing +z comes out (scene_glb.h).
/// Packed: meshes are in whole numbers, so that the scene's one node is "body", which scales them
/// to
///        metres, and all others are its children.
/// Source: Khronos Group, "glTF 2.0 specification", 2021 (ISO/IEC 12113:2022).
class GlbWriter {
  public:
    explicit GlbWriter(Packing packing = Packing::Plain) : packing_(packing) {}

    /// Answers the material's number, the same for equal names.
    int add_material(const Material& material);
    /// A mesh without triangles adds nothing.
    void add_mesh(const std::string& name, const geometry::Mesh& mesh, int material);
    /// One mesh, at the origin, shown at several named places.
    struct Place {
        std::string name;
        geometry::Vec3 at; ///< body frame, mm
    };
    void add_copies(const std::vector<Place>& places, const geometry::Mesh& mesh, int material);
    void add_points(const std::string& name, const PointCloud& cloud);
    /// `note` says, in the file, what it shows and in which units.
    [[nodiscard]] std::vector<std::byte> finish(const std::string& note) const;

  private:
    struct View {
        std::size_t offset = 0;
        std::size_t length = 0;
        int target = 0;
        // Of a packed view: what it is unpacked to.
        std::size_t count = 0;
        std::size_t stride = 0;
        const char* mode = nullptr; ///< "ATTRIBUTES", "TRIANGLES"; null: it is not packed
        const char* filter = nullptr;
    };
    struct Accessor {
        int view = 0;
        int component = 0;
        std::size_t count = 0;
        std::string type;
        std::vector<float> least;
        std::vector<float> most;
        bool is_normalized = false;
    };
    struct Shape {
        std::string name;
        int position = -1;
        int normal = -1;
        int colour = -1;
        int indices = -1;
        int material = -1;
        int mode = 4; ///< triangles; 0 is points
    };
    struct Node {
        std::string name;
        std::size_t shape = 0;
        geometry::Vec3 at; ///< body frame, mm
    };

    int add_vectors(const std::vector<geometry::Vec3>& vectors, bool has_bounds, double scale);
    int add_indices(const geometry::Mesh& mesh);
    void add_packed(const geometry::Mesh& mesh, Shape& shape);
    int add_packed_view(const std::vector<std::uint8_t>& bytes, const View& as);
    void add_shape(Shape shape, const std::vector<Place>& places);
    int add_view(const void* data, std::size_t bytes, int target);
    [[nodiscard]] std::string json(const std::string& note) const;
    void write_nodes(base::JsonWriter& out) const;
    void write_accessors(base::JsonWriter& out) const;
    void write_views(base::JsonWriter& out) const;

    Packing packing_;
    std::vector<std::byte> buffer_;
    std::vector<View> views_;
    std::vector<Accessor> accessors_;
    std::vector<Shape> shapes_;
    std::vector<Node> nodes_;
    std::vector<Material> materials_;
};

} // namespace filiform::report
